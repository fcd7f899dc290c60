#include "load/stanza_reader.h"

#include <algorithm>

namespace bench {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

}  // namespace

bool StanzaReader::feed(std::string_view bytes, const Tell& tell) {
  std::size_t at = rest_.size();
  rest_ += bytes;
  for (; at < rest_.size(); ++at) {
    const char c = rest_[at];
    if (place_ == Place::text && c == '<') {
      place_ = Place::tag;
      tag_ = at;
      if (depth_ <= 1) stanza_ = at;
    } else if (place_ == Place::quoted) {
      if (c == quote_) place_ = Place::tag;
    } else if (place_ == Place::tag && (c == '"' || c == '\'')) {
      place_ = Place::quoted;
      quote_ = c;
    } else if (place_ == Place::tag && c == '>') {
      place_ = Place::text;
      if (!end_tag(at + 1, tell)) return false;
    }
  }
  // Between stanzas nothing has to be kept.
  const std::size_t used = depth_ <= 1 && place_ == Place::text ? rest_.size() : stanza_;
  rest_.erase(0, used);
  tag_ -= std::min(tag_, used);
  stanza_ -= std::min(stanza_, used);
  return true;
}

// A tag ends before `end`. True as long as the stream goes on.
bool StanzaReader::end_tag(std::size_t end, const Tell& tell) {
  const auto tag = std::string_view(rest_).substr(tag_, end - tag_);
  if (tag.starts_with("<?")) return depth_ == 0;  // <?xml version='1.0'?>
  if (tag.starts_with("<!")) return false;
  if (tag.starts_with("</")) {
    if (depth_ <= 1) return false;
    --depth_;
  } else if (!tag.ends_with("/>")) {
    return ++depth_, true;
  }
  if (depth_ == 1) tell(std::string_view(rest_).substr(stanza_, end - stanza_));
  return true;
}

std::string_view name_of_element(std::string_view element) {
  element.remove_prefix(1);
  return element.substr(0, element.find_first_of(" \t\r\n/>"));
}

std::string_view attribute_of(std::string_view element, std::string_view name) {
  element.remove_prefix(1 + name_of_element(element).size());
  for (;;) {
    element.remove_prefix(std::min(element.find_first_not_of(kSpace), element.size()));
    const auto equals = element.find_first_of("=>");
    if (equals == std::string_view::npos || element[equals] == '>') return {};
    const auto found = element.substr(0, element.find_first_of(" \t\r\n="));
    const auto open = element.find_first_of("'\"", equals);
    if (open == std::string_view::npos) return {};
    const auto close = element.find(element[open], open + 1);
    if (close == std::string_view::npos) return {};
    if (found == name) return element.substr(open + 1, close - open - 1);
    element.remove_prefix(close + 1);
  }
}

}  // namespace bench
