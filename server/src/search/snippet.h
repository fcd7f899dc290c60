#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/query.h"

namespace seggwat::search {

struct SnippetPart {
  std::string text;
  bool is_hit = false;
  bool operator==(const SnippetPart&) const = default;
};

constexpr std::size_t kSnippetLimit = 160;  // code points
constexpr std::size_t kSnippetLead = 24;    // code points before the first hit

// One line around the first hit; `…` where text was left out. `hits` in any order, they may overlap.
std::vector<SnippetPart> make_snippet(std::string_view text, std::vector<Range> hits);

}  // namespace seggwat::search
