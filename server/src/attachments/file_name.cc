#include <algorithm>
#include <array>
#include <vector>

#include "attachments/sniffing.h"
#include "base/text.h"

namespace seggwat::attachments {
namespace {

struct Endings {
  std::string_view type;                  // how it begins
  std::vector<std::string_view> fitting;  // the first is added when there is none of them
};

const std::vector<Endings>& all_endings() {
  static const std::vector<Endings> all{
      {"image/png", {"png", "apng"}},
      {"image/jpeg", {"jpg", "jpeg", "jpe", "jfif"}},
      {"image/gif", {"gif"}},
      {"image/webp", {"webp"}},
      {"application/pdf", {"pdf", "ai"}},
      {"video/mp4", {"mp4", "m4v"}},
      {"application/vnd.openxmlformats-officedocument.wordprocessingml", {"docx", "dotx"}},
      {"application/vnd.openxmlformats-officedocument.spreadsheetml", {"xlsx", "xltx"}},
      {"application/vnd.openxmlformats-officedocument.presentationml", {"pptx", "potx", "ppsx"}},
      {"application/vnd.oasis.opendocument.text", {"odt"}},
      {"application/vnd.oasis.opendocument.spreadsheet", {"ods"}},
      {"application/vnd.oasis.opendocument.presentation", {"odp"}},
      {"application/zip", {"zip", "kmz", "epub", "pages", "numbers", "key", "sketch", "3mf"}},
      {"text/plain", {"txt",  "text", "log",  "md",   "csv",   "tsv",  "json",       "jsonl",  "yml",  "yaml",  "toml", "ini",
                      "conf", "cfg",  "env",  "diff", "patch", "srt",  "vtt",        "ics",    "vcf",  "sql",   "c",    "h",
                      "cc",   "cpp",  "hpp",  "rs",   "go",    "py",   "rb",         "java",   "kt",   "swift", "ts",   "tsx",
                      "jsx",  "css",  "scss", "tex",  "rst",   "adoc", "properties", "gradle", "lock", "pem"}},
  };
  return all;
}

// Characters that hide, reverse or reorder what stands around them.
bool is_direction_mark(std::string_view character) {
  static constexpr std::array<std::string_view, 13> kMarks{"\u061C", "\u200B", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C",
                                                           "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"};
  return std::ranges::find(kMarks, character) != kMarks.end();
}

std::size_t character_length(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// Well-formed UTF-8 without what no file is called.
std::string plain_characters(std::string_view given) {
  std::string plain;
  while (!given.empty()) {
    const auto character = given.substr(0, character_length(given.front()));
    given.remove_prefix(character.size());
    if (has_control_characters(character) || is_direction_mark(character) || character == "\uFEFF" || character == "\u2028" ||
        character == "\u2029") {
      continue;
    }
    const bool reserved = character.size() == 1 && std::string_view("<>:\"|?*").contains(character);
    plain += reserved ? "_" : character;
  }
  return plain;
}

std::string_view trim_dots(std::string_view name) {
  while (true) {
    const auto before = name.size();
    name = trim_white_space(name);
    while (name.starts_with('.')) name.remove_prefix(1);
    while (name.ends_with('.')) name.remove_suffix(1);
    if (name.size() == before) return name;
  }
}

std::string_view ending_of(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
}

std::string with_fitting_ending(std::string name, std::string_view type) {
  for (const auto& endings : all_endings()) {
    if (!type.starts_with(endings.type)) continue;
    const auto ending = to_lower_ascii(ending_of(name));
    if (std::ranges::find(endings.fitting, ending) != endings.fitting.end()) return name;
    return name + "." + std::string(endings.fitting.front());
  }
  return name;
}

// Names that some systems take for devices.
bool is_device(std::string_view name) {
  const auto stem = to_lower_ascii(name.substr(0, name.find('.')));
  const bool numbered =
      stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
  return numbered || stem == "con" || stem == "prn" || stem == "aux" || stem == "nul";
}

std::string cut_name(std::string name) {
  if (count_code_points(name) <= kNameLimit) return name;
  const auto ending = std::string(ending_of(name));
  const auto stem = std::string_view(name).substr(0, name.size() - ending.size() - 1);
  return cut_to(stem, kNameLimit - ending.size() - 1) + "." + ending;
}

}  // namespace

std::string clean_name(std::string_view given, std::string_view type) {
  if (!is_utf8(given)) given = {};
  given = given.substr(0, 8 * 1024);
  while (!given.empty() && !is_utf8(given)) given.remove_suffix(1);
  const auto slash = given.find_last_of("/\\");
  if (slash != std::string_view::npos) given.remove_prefix(slash + 1);
  auto name = std::string(trim_dots(plain_characters(given)));
  if (name.empty()) name = type.starts_with("image/") ? "image" : "file";
  if (is_device(name)) name = "_" + name;
  return cut_name(with_fitting_ending(std::move(name), type));
}

}  // namespace seggwat::attachments
