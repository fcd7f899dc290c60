#pragma once

#include "http/plan.h"
#include "http/request.h"
#include "team/team_context.h"

namespace seggwat::team {

// The second factor of one's own account, and its reset for somebody who has lost theirs. By session.
class TwoFactorRoutes {
 public:
  explicit TwoFactorRoutes(Context& context) : context_(context) {}

  Result<http::Plan> show(const http::Request& request, const Caller& caller);       // GET /me/two-factor
  Result<http::Plan> begin(const http::Request& request, const Caller& caller);      // POST /me/two-factor
  Result<http::Plan> confirm(const http::Request& request, const Caller& caller);    // POST /me/two-factor/confirm
  Result<http::Plan> disable(const http::Request& request, const Caller& caller);    // POST /me/two-factor/disable
  Result<http::Plan> new_codes(const http::Request& request, const Caller& caller);  // POST /me/two-factor/recovery-codes
  Result<http::Plan> reset(const http::Request& request, const Caller& caller);      // DELETE /members/{id}/two-factor

 private:
  using Apply = std::function<Result<http::Reply>(db::Tx&)>;
  // `apply` in the write lane, once the password has been checked.
  Result<http::Plan> with_password(const Caller& caller, std::string password, Apply apply);
  // The same, once a code has been used up too.
  Result<http::Plan> with_proof(const http::Request& request, const Caller& caller, Apply apply);

  Context& context_;
};

}  // namespace seggwat::team
