#pragma once

#include <functional>
#include <optional>
#include <string>

#include "attachments/file_links.h"
#include "base/random.h"
#include "feedback/feedback.h"
#include "feedback/scope.h"
#include "feedback/submissions.h"
#include "http/plan.h"
#include "http/request.h"
#include "team/member.h"

namespace seggwat::feedback {

// By session or key, for projects the caller may see: /projects/{id}/feedback and what lies below it.
class FeedbackRoutes {
 public:
  struct Parts {
    FindProject find_project;
    FeedbackArrived& arrived;
    const attachments::FileLinks& links;
    const Clock& clock;
    Random& random;
    // 400 when this member cannot be given anything in the project.
    std::function<Status(const MemberId&, const ProjectId&)> check_assignee;
    // The conversation of the user whom the site calls so; nothing when there is none.
    std::function<std::optional<ThreadId>(db::Database&, const ProjectId&, const std::string&)> thread_of;
  };
  explicit FeedbackRoutes(Parts parts) : parts_(std::move(parts)) {}

  Result<http::Plan> list_feedback(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> create_feedback(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> show_feedback(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> change_feedback(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> archive_feedback(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> show_stats(const http::Request& request, const team::Caller& caller);
  // One change to as many as kBulkMax: {ids, and what PATCH takes} → {changed}. Ids of elsewhere are passed over.
  Result<http::Plan> change_many(const http::Request& request, const team::Caller& caller);
  // The list as a CSV file, of at most 10,000 items.
  Result<http::Plan> export_feedback(const http::Request& request, const team::Caller& caller);
  // {versions, paths} that a list can be narrowed to.
  Result<http::Plan> show_choices(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> show_insights(const http::Request& request, const team::Caller& caller);

 private:
  Result<ProjectId> project_of(const http::Request& request, const team::Caller& caller) const {
    return project_for(parts_.find_project, request, caller);
  }
  Result<Change> read_checked_change(const http::Request& request, const ProjectId& project) const;
  void change_one(db::Tx& tx, const Change& change, Feedback& feedback, const team::Caller& by) const;

  Parts parts_;
};

}  // namespace seggwat::feedback
