#pragma once

#include "http/plan.h"
#include "http/request.h"
#include "team/setup.h"
#include "team/team_context.h"

namespace seggwat::team {

// The first start: organisation, owner, first project. Open.
class SetupRoutes {
 public:
  SetupRoutes(Context& context, SetupToken& token, FirstProject& project) : context_(context), token_(token), project_(project) {}

  Result<http::Plan> show_setup(const http::Request& request);  // GET /setup
  Result<http::Plan> set_up(const http::Request& request);      // POST /setup, checks the Origin

 private:
  Context& context_;
  SetupToken& token_;
  FirstProject& project_;
};

}  // namespace seggwat::team
