#pragma once

#include "base/random.h"
#include "http/plan.h"
#include "team/member.h"

namespace seggwat::views {

// The calls under /api/v1/views: a member's own filters, and those that the team shares.
class ViewRoutes {
 public:
  explicit ViewRoutes(Random& random) : random_(random) {}

  Result<http::Plan> list_views(const http::Request& request, const team::Caller& caller) const;
  // 409 `too_many_views`.
  Result<http::Plan> create_view(const http::Request& request, const team::Caller& caller) const;
  // Only one's own; 404 for what one does not see, 403 for a colleague's.
  Result<http::Plan> change_view(const http::Request& request, const team::Caller& caller) const;
  // One's own; an Owner or Admin also what is shared.
  Result<http::Plan> delete_view(const http::Request& request, const team::Caller& caller) const;

 private:
  Random& random_;
};

}  // namespace seggwat::views
