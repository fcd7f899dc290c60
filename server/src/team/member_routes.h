#pragma once

#include "http/plan.h"
#include "http/request.h"
#include "team/team_context.h"

namespace seggwat::team {

// The members of the organisation. By session.
class MemberRoutes {
 public:
  explicit MemberRoutes(Context& context) : context_(context) {}

  Result<http::Plan> list_members(const http::Request& request, const Caller& caller);   // GET /members
  Result<http::Plan> change_member(const http::Request& request, const Caller& caller);  // PATCH /members/{id}
  Result<http::Plan> remove_member(const http::Request& request, const Caller& caller);  // DELETE /members/{id}

 private:
  Context& context_;
};

}  // namespace seggwat::team
