#pragma once

#include <string_view>
#include <vector>

#include "base/ids.h"

namespace seggwat::conversations {

// The members that a note mentions as @{MEMBER_ID}, each once, in order of appearance.
std::vector<MemberId> find_mentions(std::string_view body);

}  // namespace seggwat::conversations
