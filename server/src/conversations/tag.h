#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"

namespace seggwat::conversations {

using TagId = Id<struct TagTag>;

constexpr std::size_t kTagNameLimit = 40;  // code points
constexpr std::size_t kTagsOfThread = 20;
constexpr std::int64_t kTagsOfProject = 500;

// Names of the palette; what they look like is the clients' affair.
inline constexpr std::array<std::string_view, 9> kTagColors{"blue",   "green", "amber", "red", "violet",
                                                            "orange", "teal",  "pink",  "grey"};
std::optional<std::string_view> parse_tag_color(std::string_view text);

// A label of a project, for the team alone.
struct Tag {
  TagId id;
  ProjectId project;
  std::string name;    // as it was written first or last renamed
  std::string folded;  // what makes it one with the same name in another case
  std::string color;   // one of kTagColors
  Instant created_at;
};

// A name as people typed it, checked: trimmed, 1–40 characters, something visible, no control characters; else 400 `invalid_field`.
struct TagName {
  std::string name;
  std::string folded;
};
Result<TagName> check_tag_name(std::string_view typed);

}  // namespace seggwat::conversations
