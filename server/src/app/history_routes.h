#pragma once

#include "attachments/file_links.h"
#include "http/plan.h"
#include "http/request.h"
#include "projects/projects.h"
#include "team/member.h"

namespace seggwat::app {

// What is known of a user beside the conversation: where they have been in this visit, and what they have submitted before.
class HistoryRoutes {
 public:
  HistoryRoutes(projects::Projects& projects, const attachments::FileLinks& links) : projects_(projects), links_(links) {}

  // GET /projects/{id}/threads/{tid}/history → {pages, feedback, ratings}, each newest first
  Result<http::Plan> show_history(const http::Request& request, const team::Caller& caller);

 private:
  projects::Projects& projects_;
  const attachments::FileLinks& links_;
};

}  // namespace seggwat::app
