#include "search/snippet.h"

#include <algorithm>

namespace seggwat::search {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::size_t back_by(std::string_view text, std::size_t at, std::size_t letters) {
  while (at > 0 && letters > 0) {
    --at;
    if (!is_continuation(text[at])) --letters;
  }
  return at;
}

std::size_t on_by(std::string_view text, std::size_t at, std::size_t letters) {
  while (at < text.size() && letters > 0) {
    ++at;
    while (at < text.size() && is_continuation(text[at])) ++at;
    --letters;
  }
  return at;
}

std::vector<Range> merged(std::vector<Range> hits) {
  std::ranges::sort(hits, {}, &Range::begin);
  std::vector<Range> apart;
  for (const auto& hit : hits) {
    if (!apart.empty() && hit.begin <= apart.back().end) {
      apart.back().end = std::max(apart.back().end, hit.end);
    } else {
      apart.push_back(hit);
    }
  }
  return apart;
}

// A mark for a mentioned member, @{36 characters}, is not cut: a snippet that would begin inside of one begins after it.
std::size_t after_mention(std::string_view text, std::size_t at) {
  constexpr std::size_t kMentionBytes = 39;
  const auto mark = text.substr(0, at + 1).rfind("@{");
  if (mark == std::string_view::npos || mark == at || mark + kMentionBytes <= at) return at;
  return mark + kMentionBytes <= text.size() && text[mark + kMentionBytes - 1] == '}' ? mark + kMentionBytes : at;
}

std::string one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace_if(
      line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return line;
}

}  // namespace

std::vector<SnippetPart> make_snippet(std::string_view text, std::vector<Range> hits) {
  hits = merged(std::move(hits));
  std::size_t begin = hits.empty() ? 0 : back_by(text, hits.front().begin, kSnippetLead);
  if (!hits.empty()) begin = std::min(after_mention(text, begin), hits.front().begin);
  const std::size_t end = on_by(text, begin, kSnippetLimit);
  std::vector<SnippetPart> parts;
  const auto add = [&](std::string piece, bool is_hit) {
    if (piece.empty()) return;
    if (!parts.empty() && parts.back().is_hit == is_hit) {
      parts.back().text += piece;
    } else {
      parts.push_back({std::move(piece), is_hit});
    }
  };
  if (begin > 0) add("…", false);
  std::size_t at = begin;
  for (const auto& hit : hits) {
    if (hit.begin >= end) break;
    add(one_line(text.substr(at, hit.begin - at)), false);
    at = std::min(hit.end, end);
    add(one_line(text.substr(hit.begin, at - hit.begin)), true);
  }
  add(one_line(text.substr(at, end - at)), false);
  if (end < text.size()) add("…", false);
  return parts;
}

}  // namespace seggwat::search
