#pragma once

#include <functional>
#include <vector>

#include "base/random.h"
#include "http/plan.h"
#include "team/member.h"

namespace seggwat::views {

// What counting needs of others. Wired by app/.
struct ViewParts {
  Random& random;
  // The project with this id or key, if the caller may see it; else 404. On the event loop.
  std::function<Result<ProjectId>(const team::Caller&, std::string_view id_or_key)> project_for;
  // Every project the caller may see. On the event loop.
  std::function<std::vector<ProjectId>(const team::Caller&)> projects_of;
  // How many conversations of these projects a checked filter names, but at most `most`.
  std::function<std::int64_t(db::Database&, const team::Member&, const std::vector<ProjectId>&, const json::object& filter,
                             std::int64_t most)>
      count;
};

// The calls under /api/v1/views: a member's own filters, and those that the team shares.
class ViewRoutes {
 public:
  explicit ViewRoutes(ViewParts parts) : parts_(std::move(parts)) {}

  Result<http::Plan> list_views(const http::Request& request, const team::Caller& caller) const;
  // {counts: {ID: number}}, of the projects in `project=ID,ID` or of all; a view that searches is not counted.
  Result<http::Plan> count_views(const http::Request& request, const team::Caller& caller) const;
  // 409 `too_many_views`.
  Result<http::Plan> create_view(const http::Request& request, const team::Caller& caller) const;
  // Only one's own; 404 for what one does not see, 403 for a colleague's.
  Result<http::Plan> change_view(const http::Request& request, const team::Caller& caller) const;
  // One's own; an Owner or Admin also what is shared.
  Result<http::Plan> delete_view(const http::Request& request, const team::Caller& caller) const;

 private:
  ViewParts parts_;
};

}  // namespace seggwat::views
