#pragma once

#include "http/plan.h"
#include "team/accounts.h"
#include "team/team_context.h"

namespace seggwat::team {

// The answer of whatever begins a session (sign-in, accepted invitation, set-up): {me, csrf_token} and the cookie. Rendered after
// the commit, when the directory knows the member.
http::Response signed_in(const Context& context, const MemberId& member, const NewSession& session);
// The same with more members in the object.
http::Response signed_in(const Context& context, const MemberId& member, const NewSession& session, int status, json::object more);

}  // namespace seggwat::team
