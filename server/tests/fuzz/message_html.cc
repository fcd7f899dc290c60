// A member's text as HTML for a mail: only our own tags, all of them closed, and links to allowed origins alone.
#include "notifications/message_html.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "fuzz/fuzz.h"

namespace seggwat::fuzz {
namespace {

constexpr std::array<std::string_view, 8> kTags{"p", "strong", "em", "s", "code", "pre", "a", "br"};
constexpr std::string_view kAllowed = "https://shop.example";

void is_allowed_link(std::string_view tag) {
  constexpr std::string_view kStart = "a href=\"";
  must(tag.starts_with(kStart));
  tag.remove_prefix(kStart.size());
  const auto url = to_lower_ascii(tag.substr(0, tag.find('"')));
  must(url.starts_with(kAllowed));
  // A port may follow that is the scheme's own, or empty.
  auto rest = std::string_view(url).substr(kAllowed.size());
  if (rest.starts_with(':')) rest.remove_prefix(rest.starts_with(":443") ? 4 : 1);
  must(rest.empty() || std::string_view("/?#").contains(rest.front()));
}

// `tag`: what stands between the angle brackets. `open` are the elements around it.
void take_tag(std::string_view tag, std::vector<std::string_view>& open) {
  if (tag.starts_with('/')) {
    must(!open.empty() && open.back() == tag.substr(1));
    return open.pop_back();
  }
  const auto name = tag.substr(0, tag.find(' '));
  must(std::ranges::find(kTags, name) != kTags.end());
  if (name == "a") {
    is_allowed_link(tag);
    must(std::ranges::find(open, "a") == open.end());
  }
  if (name != "br") open.push_back(name);
}

}  // namespace

void run(std::string_view bytes) {
  const auto html = notifications::message_html(bytes, {std::string(kAllowed)});
  std::vector<std::string_view> open;
  std::string_view rest = html;
  for (auto at = rest.find('<'); at != std::string_view::npos; at = rest.find('<')) {
    must(!rest.substr(0, at).contains('>'));
    const auto end = rest.find('>', at);
    must(end != std::string_view::npos);
    take_tag(rest.substr(at + 1, end - at - 1), open);
    rest.remove_prefix(end + 1);
  }
  must(open.empty() && !rest.contains('>'));
}

}  // namespace seggwat::fuzz
