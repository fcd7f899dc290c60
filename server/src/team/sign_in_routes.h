#pragma once

#include "http/plan.h"
#include "http/request.h"
#include "team/letters.h"
#include "team/team_context.h"

namespace seggwat::team {

// Sign-in, sign-out, forgotten passwords.
class SignInRoutes {
 public:
  SignInRoutes(Context& context, ResetMail& mail) : context_(context), mail_(mail) {}

  // Open; all of them check the Origin.
  Result<http::Plan> log_in(const http::Request& request);         // POST /auth/login
  Result<http::Plan> ask_reset(const http::Request& request);      // POST /auth/reset
  Result<http::Plan> confirm_reset(const http::Request& request);  // POST /auth/reset/confirm
  // By session.
  Result<http::Plan> show_session(const http::Request& request, const Caller& caller);  // GET /auth/session
  Result<http::Plan> log_out(const http::Request& request, const Caller& caller);       // POST /auth/logout

 private:
  Context& context_;
  ResetMail& mail_;
};

}  // namespace seggwat::team
