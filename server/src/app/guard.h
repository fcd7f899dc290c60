#pragma once

#include <functional>

#include "app/limits.h"
#include "base/clock.h"
#include "end_users/end_user.h"
#include "end_users/kept_out.h"
#include "http/plan.h"
#include "projects/projects.h"
#include "team/authenticator.h"
#include "team/member.h"

namespace seggwat::app {

using UserHandler = std::function<Result<http::Plan>(http::Request&, const end_users::EndUser&)>;
using MemberHandler = std::function<Result<http::Plan>(http::Request&, const team::Caller&)>;

// What a call takes: a JSON object, or a form with a file.
enum class BodyForm { json, multipart };

// Stands before every handler: proves who is asking, checks where from, counts, and only then lets the call through.
class Guard {
 public:
  struct Parts {
    projects::Projects& projects;
    end_users::KeptOutList& kept_out;
    team::Authenticator& gate;
    Limits& limits;
    const Clock& clock;
  };
  explicit Guard(Parts parts) : parts_(parts) {}

  // Authorization: Bearer <end-user token>. 401 token_…, then 403 `origin_refused`, `chat_disabled`, `user_blocked`, then 429.
  http::Handler for_user(UserCall call, UserHandler handler) const;
  // Session or API key; a write by session needs our Origin and X-CSRF-Token.
  http::Handler for_team(MemberHandler handler, BodyForm form = BodyForm::json) const;
  // Session only: 403 for a key.
  http::Handler for_session(MemberHandler handler) const;
  // A site's public submission: the project in the body, its allowed origins, the address's limit. JSON under any Content-Type, or
  // a form with a screenshot.
  http::Handler for_submission(http::Handler handler, BodyForm form = BodyForm::json) const;
  // Nothing but the form of the request.
  http::Handler open(http::Handler handler) const;

 private:
  Result<end_users::EndUser> identify(const http::Request& request) const;
  Status check_user(const http::Request& request, const end_users::EndUser& user) const;
  Status check_submission(const http::Request& request, BodyForm form) const;

  Parts parts_;
};

}  // namespace seggwat::app
