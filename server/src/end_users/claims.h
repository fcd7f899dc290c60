#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "end_users/end_user.h"
#include "projects/project.h"

namespace seggwat::end_users {

// Holds the claims of a proven token against the rules, in the order of verify()'s codes. The messages name the claim at fault:
// only for a caller who knows the secret. Optional claims of the wrong form are as good as absent. EndUser::secret is left to the
// caller.
Result<EndUser> accept_claims(const projects::Project& project, const json::object& claims, Instant now);

}  // namespace seggwat::end_users
