#include "feedback/feedback_routes.h"

#include <algorithm>

#include "audit/acts.h"
#include "feedback/csv.h"
#include "feedback/feedback_json.h"
#include "feedback/feedback_listing.h"
#include "feedback/feedback_store.h"
#include "feedback/insights_json.h"
#include "http/response.h"

namespace seggwat::feedback {

namespace {

// Each once.
Result<std::vector<FeedbackId>> read_ids(const json::object& body) {
  Fields fields(body);
  const auto* list = fields.list("ids");
  if (list == nullptr) fields.refuse("ids", "is missing.");
  if (list != nullptr && list->size() > kBulkMax) fields.refuse("ids", "may hold at most 100 ids.");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  std::vector<FeedbackId> ids;
  for (const auto& item : *list) {
    const auto id = item.is_string() ? FeedbackId::parse(item.get_string()) : std::nullopt;
    if (!id) return invalid("invalid_field", "`ids` must hold ids.");
    if (std::ranges::find(ids, *id) == ids.end()) ids.push_back(*id);
  }
  return ids;
}

void note_archived(db::Tx& tx, const team::Caller& by, const Feedback& feedback) {
  audit::record(
      tx, by.actor(),
      {.name = audit::kFeedbackArchived, .project = feedback.project, .details = {{"feedback_id", to_string(feedback.id)}}});
}

}  // namespace

Result<http::Plan> FeedbackRoutes::list_feedback(const http::Request& request, const team::Caller& caller) {
  const auto project = project_of(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto listing = read_listing(request, *project, caller.member.id);
  if (!listing) return std::unexpected(listing.error());
  return http::Plan(http::Read{[&links = parts_.links, listing = *listing](db::Database& database) -> Result<http::Plan> {
    const auto list = store::list_feedback(database, listing.filter, listing.order, listing.rows());
    const auto total = store::count_feedback(database, listing.filter);
    return http::Plan(http::ok(page_json(list, links, listing.pages, total)));
  }});
}

Result<http::Plan> FeedbackRoutes::create_feedback(const http::Request& request, const team::Caller& caller) {
  const auto project = project_of(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  const auto submission = read_submission(*body, Sender::team);
  if (!submission) return std::unexpected(submission.error());
  return http::Plan(http::Write{[this, project = *project, submission = *submission](db::Tx& tx) -> Result<http::Reply> {
    const auto feedback = to_feedback(submission, project, tx.now, parts_.random);
    store::insert_feedback(tx.database, feedback);
    return http::Reply([&links = parts_.links, feedback] { return http::created(feedback_json(feedback, links)); });
  }});
}

Result<http::Plan> FeedbackRoutes::show_feedback(const http::Request& request, const team::Caller& caller) {
  const auto project = project_of(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto id = request.id<FeedbackId>("fid");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Read{[this, project = *project, id = *id](db::Database& database) -> Result<http::Plan> {
    const auto feedback = store::find_feedback(database, project, id);
    if (!feedback) return not_found();
    auto shown = feedback_json(*feedback, parts_.links);
    const auto thread =
        feedback->submitted_by ? parts_.thread_of(database, project, *feedback->submitted_by) : std::optional<ThreadId>{};
    shown["thread_id"] = thread ? json::value(to_string(*thread)) : json::value(nullptr);
    return http::Plan(http::ok(shown));
  }});
}

Result<http::Plan> FeedbackRoutes::change_feedback(const http::Request& request, const team::Caller& caller) {
  const auto project = project_of(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto id = request.id<FeedbackId>("fid");
  if (!id) return std::unexpected(id.error());
  const auto change = read_checked_change(request, *project);
  if (!change) return std::unexpected(change.error());
  return http::Plan(http::Write{[this, project = *project, id = *id, change = *change, caller](db::Tx& tx) -> Result<http::Reply> {
    auto feedback = store::find_feedback(tx.database, project, id);
    if (!feedback) return not_found();
    change_one(tx, change, *feedback, caller);
    return http::Reply([&links = parts_.links, feedback = *feedback] { return http::ok(feedback_json(feedback, links)); });
  }});
}

Result<Change> FeedbackRoutes::read_checked_change(const http::Request& request, const ProjectId& project) const {
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  auto change = read_change(*body);
  if (!change || !change->assignee || !*change->assignee) return change;
  if (auto checked = parts_.check_assignee(**change->assignee, project); !checked) return std::unexpected(checked.error());
  return change;
}

// `feedback` is then as it is stored, with the assignee's name.
void FeedbackRoutes::change_one(db::Tx& tx, const Change& change, Feedback& feedback, const team::Caller& by) const {
  const auto before = feedback.assignee ? std::optional(feedback.assignee->id) : std::nullopt;
  const bool was_archived = feedback.archived_at.has_value();
  apply(change, feedback, tx.now);
  if (feedback.archived_at && !was_archived) note_archived(tx, by, feedback);
  store::save_feedback(tx.database, feedback);
  if (const auto stored = store::find_feedback(tx.database, feedback.project, feedback.id)) feedback = *stored;
  if (!change.assignee || !feedback.assignee) return;
  const auto& now = feedback.assignee->id;
  if (now != before && now != by.member.id) parts_.arrived.feedback_assigned(tx, feedback, by.member.name);
}

Result<http::Plan> FeedbackRoutes::change_many(const http::Request& request, const team::Caller& caller) {
  const auto project = project_of(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto change = read_checked_change(request, *project);
  if (!change) return std::unexpected(change.error());
  const auto ids = read_ids(request.json().value());
  if (!ids) return std::unexpected(ids.error());
  return http::Plan(
      http::Write{[this, project = *project, ids = *ids, change = *change, caller](db::Tx& tx) -> Result<http::Reply> {
        std::int64_t changed = 0;
        for (const auto& id : ids) {
          auto feedback = store::find_feedback(tx.database, project, id);
          if (!feedback) continue;
          change_one(tx, change, *feedback, caller);
          ++changed;
        }
        return http::Reply([changed] { return http::ok({{"changed", changed}}); });
      }});
}

Result<http::Plan> FeedbackRoutes::export_feedback(const http::Request& request, const team::Caller& caller) {
  const auto project = project_of(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto listing = read_listing(request, *project, caller.member.id);
  if (!listing) return std::unexpected(listing.error());
  const audit::Act act{.name = audit::kFeedbackExported, .project = *project};
  return http::Plan(http::Read{[listing = *listing, actor = caller.actor(), act](db::Database& database) -> Result<http::Plan> {
    const auto list = store::list_feedback(database, listing.filter, listing.order, {0, kExportMost});
    return http::Plan(let_out("feedback.csv", feedback_lines(list), actor, act));
  }});
}

Result<http::Plan> FeedbackRoutes::show_choices(const http::Request& request, const team::Caller& caller) {
  const auto project = project_of(request, caller);
  if (!project) return std::unexpected(project.error());
  return http::Plan(http::Read{[project = *project](db::Database& database) -> Result<http::Plan> {
    const auto versions = store::list_versions(database, project);
    const auto paths = store::list_paths(database, project);
    return http::Plan(http::ok(
        {{"versions", json::array(versions.begin(), versions.end())}, {"paths", json::array(paths.begin(), paths.end())}}));
  }});
}

Result<http::Plan> FeedbackRoutes::show_insights(const http::Request& request, const team::Caller& caller) {
  const auto project = project_of(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto days = read_days(request, parts_.clock.now());
  if (!days) return std::unexpected(days.error());
  return http::Plan(http::Read{[project = *project, days = *days](db::Database& database) -> Result<http::Plan> {
    return http::Plan(http::ok(feedback_insights(database, project, days)));
  }});
}

Result<http::Plan> FeedbackRoutes::archive_feedback(const http::Request& request, const team::Caller& caller) {
  const auto project = project_of(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto id = request.id<FeedbackId>("fid");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Write{[this, caller, project = *project, id = *id](db::Tx& tx) -> Result<http::Reply> {
    auto feedback = store::find_feedback(tx.database, project, id);
    if (!feedback) return not_found();
    if (!feedback->archived_at) change_one(tx, {.archived = true}, *feedback, caller);
    return http::Reply(http::no_content);
  }});
}

Result<http::Plan> FeedbackRoutes::show_stats(const http::Request& request, const team::Caller& caller) {
  const auto project = project_of(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto months = months_of(parts_.clock.now());
  return http::Plan(http::Read{[project = *project, months](db::Database& database) -> Result<http::Plan> {
    return http::Plan(http::ok(stats_json(store::load_stats(database, project, months.current, months.last))));
  }});
}

}  // namespace seggwat::feedback
