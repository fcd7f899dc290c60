#pragma once

#include <cstdint>

namespace seggwat::search {

// The character that stands before every word of a project in the index: one that no word begins with (planes 15 and 16 are for
// private use).
constexpr std::int64_t kMostProjects = 0x1FFF0;
constexpr char32_t mark_of(std::int64_t project_number) {
  return U'\U000F0000' + static_cast<char32_t>(project_number % kMostProjects);
}

}  // namespace seggwat::search
