#pragma once

#include "http/plan.h"
#include "http/request.h"
#include "team/member.h"

namespace seggwat::team {

// A member's own preferences; a key has none.
class PreferenceRoutes {
 public:
  Result<http::Plan> show_preferences(const http::Request& request, const Caller& caller) const;  // GET /me/preferences
  Result<http::Plan> save_preferences(const http::Request& request, const Caller& caller) const;  // PUT /me/preferences
};

}  // namespace seggwat::team
