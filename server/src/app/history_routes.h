#pragma once

#include "conversations/conversation.h"
#include "http/plan.h"
#include "http/request.h"
#include "projects/projects.h"
#include "team/member.h"

namespace seggwat::app {

// {pages, feedback, ratings}, each newest first: the pages of this visit, and what was submitted under the user's id, at most so
// many of each.
json::object history_of(db::Database& database, const conversations::Thread& thread, std::int64_t most);

// What is known of a user beside the conversation: where they have been in this visit, and what they have submitted before.
class HistoryRoutes {
 public:
  explicit HistoryRoutes(projects::Projects& projects) : projects_(projects) {}

  // GET /projects/{id}/threads/{tid}/history → {pages, feedback, ratings}, each newest first
  Result<http::Plan> show_history(const http::Request& request, const team::Caller& caller);

 private:
  projects::Projects& projects_;
};

}  // namespace seggwat::app
