#pragma once

#include <functional>
#include <string_view>

#include "drafts/draft.h"
#include "http/plan.h"
#include "http/request.h"
#include "team/member.h"

namespace seggwat::drafts {

// A member's own drafts; nobody else ever sees them.
class DraftRoutes {
 public:
  struct Parts {
    // A path's project as the caller may see it. On the event loop.
    std::function<Result<ProjectId>(const team::Caller&, std::string_view id_or_key)> project_for;
    // Whether the project has this conversation.
    std::function<bool(db::Database&, const ProjectId&, const ThreadId&)> has_thread;
  };
  explicit DraftRoutes(Parts parts) : parts_(std::move(parts)) {}

  Result<http::Plan> list_drafts(const http::Request& request, const team::Caller& caller) const;   // GET /drafts
  Result<http::Plan> show_draft(const http::Request& request, const team::Caller& caller) const;    // GET …/threads/{tid}/draft
  Result<http::Plan> save_draft(const http::Request& request, const team::Caller& caller) const;    // PUT …/threads/{tid}/draft
  Result<http::Plan> delete_draft(const http::Request& request, const team::Caller& caller) const;  // DELETE …/threads/{tid}/draft

 private:
  struct Place {
    ProjectId project;
    ThreadId thread;
  };
  Result<Place> place_of(const http::Request& request, const team::Caller& caller) const;
  Status check_place(db::Database& database, const Place& place) const;

  Parts parts_;
};

}  // namespace seggwat::drafts
