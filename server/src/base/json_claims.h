#pragma once

#include <string_view>

#include "base/json.h"

namespace seggwat {

// As parse_json_object(), for the parts of a token: a number that no double can hold is null there, so that the claim is at fault
// and not the form of the token.
Result<json::object> parse_claims(std::string_view text);

}  // namespace seggwat
