#pragma once

#include "base/clock.h"
#include "http/plan.h"
#include "http/request.h"
#include "projects/projects.h"
#include "team/member.h"

namespace seggwat::app {

// How long a project keeps resolved conversations. Owners and Admins.
class RetentionRoutes {
 public:
  RetentionRoutes(projects::Projects& projects, const Clock& clock) : projects_(projects), clock_(clock) {}

  // GET /projects/{id}/retention?days=N → {days, would_delete}: how many are that old now.
  Result<http::Plan> show(const http::Request& request, const team::Caller& caller);
  // PUT /projects/{id}/retention {days: N or null} → the same.
  Result<http::Plan> save(const http::Request& request, const team::Caller& caller);

 private:
  Result<ProjectId> project_for(const http::Request& request, const team::Caller& caller) const;

  projects::Projects& projects_;
  const Clock& clock_;
};

}  // namespace seggwat::app
