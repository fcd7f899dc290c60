#pragma once

#include "base/json.h"
#include "base/result.h"

namespace seggwat::end_users {

// What a page says: refused with 400 `invalid_attributes` unless it is at most 20 members of text, number or true/false.
Result<std::string> read_given_attributes(const json::object& attributes);
// What a token says: members of another form, and those beyond the twentieth, are left out.
std::string keep_claimed_attributes(const json::object& attributes);

}  // namespace seggwat::end_users
