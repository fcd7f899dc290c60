#pragma once

#include "http/plan.h"
#include "http/request.h"
#include "projects/projects.h"
#include "team/member.h"

namespace seggwat::projects {

// GET and PUT /projects/{id}/office-hours: everybody of the team reads, Owners and Admins write.
class OfficeHoursRoutes {
 public:
  explicit OfficeHoursRoutes(Projects& projects) : projects_(projects) {}

  Result<http::Plan> show(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> save(const http::Request& request, const team::Caller& caller);

 private:
  Projects& projects_;
};

}  // namespace seggwat::projects
