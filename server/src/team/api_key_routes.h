#pragma once

#include "http/plan.h"
#include "http/request.h"
#include "team/team_context.h"

namespace seggwat::team {

// API keys of the organisation. By session, Admin or Owner.
class ApiKeyRoutes {
 public:
  explicit ApiKeyRoutes(Context& context) : context_(context) {}

  Result<http::Plan> list_keys(const http::Request& request, const Caller& caller);   // GET /api-keys
  Result<http::Plan> create_key(const http::Request& request, const Caller& caller);  // POST /api-keys
  Result<http::Plan> revoke_key(const http::Request& request, const Caller& caller);  // POST /api-keys/{id}/revoke
  Result<http::Plan> delete_key(const http::Request& request, const Caller& caller);  // DELETE /api-keys/{id}

 private:
  Context& context_;
};

}  // namespace seggwat::team
