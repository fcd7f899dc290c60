#include "feedback/feedback_routes.h"

#include "feedback/feedback_json.h"
#include "feedback/feedback_listing.h"
#include "feedback/feedback_store.h"
#include "feedback/submissions.h"
#include "http/response.h"

namespace seggwat::feedback {

Result<ProjectId> FeedbackRoutes::project_for(const http::Request& request, const team::Caller& caller) const {
  const auto project = find_project_(request.param("id"));
  if (!project || !caller.member.may_see(*project)) return not_found();
  return *project;
}

Result<http::Plan> FeedbackRoutes::submit(const http::Request& request) {
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  const auto key = fields.required_text("project_key");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  const auto project = find_project_(key);
  if (!project) return not_found();
  const auto submission = read_submission(*body, Sender::page);
  if (!submission) return std::unexpected(submission.error());
  return http::Plan(http::Write{[this, project = *project, submission = *submission](db::Tx& tx) -> Result<http::Reply> {
    const auto feedback = to_feedback(submission, project, tx.now, random_);
    store::insert_feedback(tx.database, feedback);
    arrived_.feedback_arrived(tx, feedback);
    return http::Reply([] { return http::ok({{"status", "stored"}}); });
  }});
}

Result<http::Plan> FeedbackRoutes::list_feedback(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto listing = read_listing(request, *project);
  if (!listing) return std::unexpected(listing.error());
  return http::Plan(http::Read{[listing = *listing](db::Database& database) -> Result<http::Plan> {
    const auto list = store::list_feedback(database, listing.filter, listing.order, listing.rows());
    const auto total = store::count_feedback(database, listing.filter);
    return http::Plan(http::ok(page_json(list, listing, total)));
  }});
}

Result<http::Plan> FeedbackRoutes::create_feedback(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  const auto submission = read_submission(*body, Sender::team);
  if (!submission) return std::unexpected(submission.error());
  return http::Plan(http::Write{[this, project = *project, submission = *submission](db::Tx& tx) -> Result<http::Reply> {
    const auto feedback = to_feedback(submission, project, tx.now, random_);
    store::insert_feedback(tx.database, feedback);
    return http::Reply([feedback] { return http::created(feedback_json(feedback)); });
  }});
}

Result<http::Plan> FeedbackRoutes::show_feedback(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto id = request.id<FeedbackId>("fid");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Read{[project = *project, id = *id](db::Database& database) -> Result<http::Plan> {
    const auto feedback = store::find_feedback(database, project, id);
    if (!feedback) return not_found();
    return http::Plan(http::ok(feedback_json(*feedback)));
  }});
}

Result<http::Plan> FeedbackRoutes::change_feedback(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto id = request.id<FeedbackId>("fid");
  if (!id) return std::unexpected(id.error());
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  const auto change = read_change(*body);
  if (!change) return std::unexpected(change.error());
  return http::Plan(http::Write{[project = *project, id = *id, change = *change](db::Tx& tx) -> Result<http::Reply> {
    auto feedback = store::find_feedback(tx.database, project, id);
    if (!feedback) return not_found();
    apply(change, *feedback, tx.now);
    store::save_feedback(tx.database, *feedback);
    return http::Reply([feedback = *feedback] { return http::ok(feedback_json(feedback)); });
  }});
}

Result<http::Plan> FeedbackRoutes::archive_feedback(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto id = request.id<FeedbackId>("fid");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Write{[project = *project, id = *id](db::Tx& tx) -> Result<http::Reply> {
    auto feedback = store::find_feedback(tx.database, project, id);
    if (!feedback) return not_found();
    if (!feedback->archived_at) {
      feedback->archived_at = tx.now;
      feedback->updated_at = tx.now;
      store::save_feedback(tx.database, *feedback);
    }
    return http::Reply(http::no_content);
  }});
}

Result<http::Plan> FeedbackRoutes::show_stats(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto months = months_of(clock_.now());
  return http::Plan(http::Read{[project = *project, months](db::Database& database) -> Result<http::Plan> {
    return http::Plan(http::ok(stats_json(store::load_stats(database, project, months.current, months.last))));
  }});
}

}  // namespace seggwat::feedback
