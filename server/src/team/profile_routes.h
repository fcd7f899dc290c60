#pragma once

#include "http/plan.h"
#include "http/request.h"
#include "team/team_context.h"

namespace seggwat::team {

// What members do with their own account. All but show_me need a session, not a key.
class ProfileRoutes {
 public:
  explicit ProfileRoutes(Context& context) : context_(context) {}

  Result<http::Plan> show_me(const http::Request& request, const Caller& caller);          // GET /me
  Result<http::Plan> change_me(const http::Request& request, const Caller& caller);        // PATCH /me
  Result<http::Plan> change_password(const http::Request& request, const Caller& caller);  // POST /me/password
  Result<http::Plan> list_sessions(const http::Request& request, const Caller& caller);    // GET /me/sessions
  Result<http::Plan> end_session(const http::Request& request, const Caller& caller);      // DELETE /me/sessions/{id}

 private:
  Context& context_;
};

}  // namespace seggwat::team
