#include "base/csv.h"

#include <algorithm>
#include <array>

namespace seggwat {
namespace {

// What a spreadsheet takes for the beginning of a formula; some also in full width.
bool begins_formula(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kSigns{"=", "+", "-", "@", "＝", "＋", "－", "＠"};
  return std::ranges::any_of(kSigns, [text](std::string_view sign) { return text.starts_with(sign); });
}

bool splits(char c) { return c == ';' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string cell = "\"";
  if (!text.empty() && text.front() != ';' && splits(text.front())) cell += '\'';
  bool begins = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (begins && begins_formula(text.substr(at))) cell += '\'';
    const char c = text[at];
    if (c == '"') cell += '"';
    cell += c;
    begins = splits(c) || (begins && c == '"');
  }
  return cell + '"';
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const auto& cell : cells) line += (line.empty() ? "" : ",") + csv_cell(cell);
  return line + "\r\n";
}

}  // namespace seggwat
