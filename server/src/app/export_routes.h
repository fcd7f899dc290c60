#pragma once

#include "app/export_job.h"
#include "attachments/file_links.h"
#include "base/clock.h"
#include "conversations/conversation.h"
#include "http/plan.h"
#include "http/request.h"
#include "projects/projects.h"
#include "team/member.h"

namespace seggwat::app {

// What can be taken away of a user: their conversation, and all there is of them. Each export is in the audit log.
class ExportRoutes {
 public:
  struct Parts {
    projects::Projects& projects;
    const attachments::FileLinks& links;
    const attachments::DiskFiles& files;
    const Clock& clock;
  };
  explicit ExportRoutes(Parts parts) : parts_(parts) {}

  // GET /projects/{id}/threads/{tid}/export?format=text|json
  Result<http::Plan> export_conversation(const http::Request& request, const team::Caller& caller);
  // GET /projects/{id}/threads/{tid}/person → a .zip with all there is of the user and the files of their conversation, for Owners
  // and Admins
  Result<http::Plan> export_person(const http::Request& request, const team::Caller& caller);

 private:
  struct Target {
    ProjectId project;
    ThreadId thread;
  };
  // Says what the export is made of.
  using Fill = std::function<void(const conversations::Thread&, ExportJob::Order&)>;
  Result<Target> target_of(const http::Request& request, const team::Caller& caller) const;
  http::Plan make(const Target& target, const team::Caller& caller, Fill fill);

  Parts parts_;
  ExportPlaces places_;
};

}  // namespace seggwat::app
