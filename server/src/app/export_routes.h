#pragma once

#include "attachments/file_links.h"
#include "base/clock.h"
#include "http/plan.h"
#include "http/request.h"
#include "projects/projects.h"
#include "team/member.h"

namespace seggwat::app {

// What can be taken away of a user: their conversation, and all there is of them. Each export is in the audit log.
class ExportRoutes {
 public:
  ExportRoutes(projects::Projects& projects, const attachments::FileLinks& links, const Clock& clock)
      : projects_(projects), links_(links), clock_(clock) {}

  // GET /projects/{id}/threads/{tid}/export?format=text|json
  Result<http::Plan> export_conversation(const http::Request& request, const team::Caller& caller);
  // GET /projects/{id}/threads/{tid}/person → a .zip, for Owners and Admins
  Result<http::Plan> export_person(const http::Request& request, const team::Caller& caller);

 private:
  struct Target {
    ProjectId project;
    ThreadId thread;
  };
  Result<Target> target_of(const http::Request& request, const team::Caller& caller) const;

  projects::Projects& projects_;
  const attachments::FileLinks& links_;
  const Clock& clock_;
};

}  // namespace seggwat::app
