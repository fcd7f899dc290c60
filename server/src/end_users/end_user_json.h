#pragma once

#include "base/json.h"
#include "end_users/end_user.h"

namespace seggwat::end_users {

// For the team: {id,name,email,email_verified,attributes,blocked} and locale, timezone, user_agent. `attributes` holds the given
// ones with the token's laid over them.
json::object to_team_json(const StoredUser& user);
// For the user themselves: {id,name,email,email_verified}. `stored` is null before they have written anything.
json::object to_user_json(const EndUser& user, const StoredUser* stored);

}  // namespace seggwat::end_users
