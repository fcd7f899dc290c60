#include "conversations/tag.h"

#include <algorithm>

#include "base/fold.h"
#include "base/text.h"

namespace seggwat::conversations {

std::optional<std::string_view> parse_tag_color(std::string_view text) {
  const auto* found = std::ranges::find(kTagColors, text);
  if (found == kTagColors.end()) return std::nullopt;
  return *found;
}

Result<TagName> check_tag_name(std::string_view typed) {
  const auto name = trim_white_space(typed);
  if (is_invisible(name) || count_code_points(name) > kTagNameLimit || has_control_characters(name)) {
    return invalid("invalid_field", "A tag's name must have 1 to 40 characters.");
  }
  return TagName{std::string(name), fold_case(name)};
}

}  // namespace seggwat::conversations
