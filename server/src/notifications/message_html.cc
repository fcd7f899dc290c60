#include "notifications/message_html.h"

#include <algorithm>
#include <array>

#include "mail/html.h"
#include "notifications/conversation_link.h"

namespace seggwat::notifications {
namespace {

using mail::escape_html;
using Origins = std::vector<std::string>;

constexpr int kDeepest = 6;
constexpr std::string_view kCode =
    "<code class=\"code\" style=\"font-family:ui-monospace,Menlo,Consolas,monospace;font-size:14px\">";

struct Mark {
  std::string_view text;
  std::string_view tag;
};
constexpr std::array<Mark, 5> kMarks{{{"**", "strong"}, {"__", "strong"}, {"~~", "s"}, {"*", "em"}, {"_", "em"}}};

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_wordy(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::string read_inline(std::string_view text, const Origins& origins, int depth);

// A piece of one line that is more than plain text: its HTML, and where it ends; end 0 when there is none here.
struct Span {
  std::string html;
  std::size_t end = 0;
};

Span read_code(std::string_view text, std::size_t at) {
  const auto end = text.find('`', at + 1);
  if (end == std::string_view::npos || end == at + 1) return {};
  return {std::string(kCode) + escape_html(text.substr(at + 1, end - at - 1)) + "</code>", end + 1};
}

// Where the mark closes: not after a space, an underscore only at the edge of a word.
std::size_t closing(std::string_view text, std::size_t inside, std::string_view mark) {
  if (inside >= text.size() || is_space(text[inside])) return 0;
  const bool word_edges = mark.front() == '_';
  if (word_edges && inside > mark.size() && is_wordy(text[inside - mark.size() - 1])) return 0;
  for (auto end = text.find(mark, inside + 1); end != std::string_view::npos; end = text.find(mark, end + 1)) {
    const char after = end + mark.size() < text.size() ? text[end + mark.size()] : ' ';
    if (is_space(text[end - 1]) || (word_edges && is_wordy(after))) continue;
    if (mark.size() == 1 && (after == mark.front() || text[end - 1] == mark.front())) continue;
    return end;
  }
  return 0;
}

Span read_mark(std::string_view text, std::size_t at, const Origins& origins, int depth) {
  for (const auto& mark : kMarks) {
    if (!text.substr(at).starts_with(mark.text)) continue;
    const auto inside = at + mark.text.size();
    const auto end = closing(text, inside, mark.text);
    if (end == 0) continue;
    const std::string tag(mark.tag);
    return {"<" + tag + ">" + read_inline(text.substr(inside, end - inside), origins, depth + 1) + "</" + tag + ">",
            end + mark.text.size()};
  }
  return {};
}

bool may_link(std::string_view url, const Origins& origins) {
  const auto origin = origin_of(url);
  return origin && std::ranges::find(origins, *origin) != origins.end();
}

std::string link(std::string_view url, const std::string& label_html) {
  return "<a href=\"" + escape_html(url) + "\" rel=\"noopener noreferrer nofollow\">" + label_html + "</a>";
}

// [label](address)
Span read_link(std::string_view text, std::size_t at, const Origins& origins, int depth) {
  const auto middle = text.find("](", at);
  const auto end = middle == std::string_view::npos ? middle : text.find(')', middle);
  if (end == std::string_view::npos || middle == at + 1) return {};
  const auto label = text.substr(at + 1, middle - at - 1);
  const auto url = text.substr(middle + 2, end - middle - 2);
  if (label.contains('[') || !origin_of(url)) return {};
  if (!may_link(url, origins)) return {read_inline(label, {}, depth + 1) + " (" + escape_html(url) + ")", end + 1};
  return {link(url, read_inline(label, {}, kDeepest)), end + 1};
}

// A web address in running text, without the punctuation that ends the sentence.
Span read_bare_link(std::string_view text, std::size_t at, const Origins& origins) {
  const auto rest = text.substr(at);
  if (!rest.starts_with("http://") && !rest.starts_with("https://")) return {};
  auto url = rest.substr(0, rest.find_first_of(" \t<>\"'`"));
  while (!url.empty() && std::string_view(".,;:!?*_~]").contains(url.back())) url.remove_suffix(1);
  while (url.ends_with(')') && std::ranges::count(url, ')') > std::ranges::count(url, '(')) url.remove_suffix(1);
  if (url.empty()) return {};
  const auto shown = escape_html(url);
  return {may_link(url, origins) ? link(url, shown) : shown, at + url.size()};
}

Span read_span(std::string_view text, std::size_t at, const Origins& origins, int depth) {
  const char c = text[at];
  if (c == '`') return read_code(text, at);
  if (depth >= kDeepest) return {};
  if (c == '[') return read_link(text, at, origins, depth);
  if (c == '*' || c == '_' || c == '~') return read_mark(text, at, origins, depth);
  if (c == 'h' && (at == 0 || !is_wordy(text[at - 1]))) return read_bare_link(text, at, origins);
  return {};
}

std::string read_inline(std::string_view text, const Origins& origins, int depth) {
  std::string html;
  std::size_t plain_from = 0;
  for (std::size_t at = 0; at < text.size();) {
    const bool escapes = text[at] == '\\' && at + 1 < text.size() && std::string_view("\\`*_~[]()>-").contains(text[at + 1]);
    Span span = escapes ? Span{escape_html(text.substr(at + 1, 1)), at + 2} : read_span(text, at, origins, depth);
    if (span.end == 0) {
      ++at;
      continue;
    }
    html += escape_html(text.substr(plain_from, at - plain_from)) + span.html;
    at = plain_from = span.end;
  }
  return html + escape_html(text.substr(plain_from));
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

bool is_blank(std::string_view line) { return std::ranges::all_of(line, is_space); }

std::string fence(std::string_view code) {
  return mail::fill(
      "<pre class=\"text code\" style=\"margin:0 0 "
      "12px;padding:12px;border-radius:6px;background:{0};color:{1};white-space:pre-wrap;"
      "overflow-wrap:anywhere;font:400 14px/1.45 ui-monospace,Menlo,Consolas,monospace\">{2}</pre>",
      {mail::kLight.bubble, mail::kLight.text, escape_html(code)});
}

}  // namespace

std::string message_html(std::string_view text, const std::vector<std::string>& origins) {
  std::string html;
  std::string paragraph;
  const auto close_paragraph = [&] {
    if (!paragraph.empty()) html += mail::paragraph(paragraph);
    paragraph.clear();
  };
  const auto lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with("```")) {
      close_paragraph();
      std::string code;
      for (++i; i < lines.size() && !lines[i].starts_with("```"); ++i) code += (code.empty() ? "" : "\n") + std::string(lines[i]);
      html += fence(code);
    } else if (is_blank(lines[i])) {
      close_paragraph();
    } else {
      paragraph += (paragraph.empty() ? "" : "<br>\n") + read_inline(lines[i], origins, 0);
    }
  }
  close_paragraph();
  return html;
}

}  // namespace seggwat::notifications
