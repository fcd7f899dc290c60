#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "http/plan.h"
#include "http/request.h"
#include "team/member.h"

namespace seggwat::figures {

// The figures of one project, and of all that a member may see. `from` and `until` are days (the last 30 by default, at most 366)
// of the place `timezone` (UTC).
class FigureRoutes {
 public:
  struct Parts {
    std::function<Result<ProjectId>(const team::Caller&, std::string_view id_or_key)> project_for;
    std::function<std::vector<ProjectId>(const team::Caller&)> projects_of;
    const Clock& clock;
  };
  explicit FigureRoutes(Parts parts) : parts_(std::move(parts)) {}

  Result<http::Plan> show(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> show_all(const http::Request& request, const team::Caller& caller);
  // `by` day (default) or member; a CSV file.
  Result<http::Plan> export_one(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> export_all(const http::Request& request, const team::Caller& caller);

 private:
  Result<http::Plan> show_of(const http::Request& request, std::vector<ProjectId> projects) const;
  Result<http::Plan> export_of(const http::Request& request, std::vector<ProjectId> projects) const;

  Parts parts_;
};

}  // namespace seggwat::figures
