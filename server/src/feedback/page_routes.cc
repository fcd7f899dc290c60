#include "feedback/page_routes.h"

#include "feedback/feedback_store.h"
#include "feedback/rating_json.h"
#include "feedback/ratings.h"
#include "http/response.h"

namespace seggwat::feedback {

Result<PageRoutes::Asked> PageRoutes::read(const http::Request& request) const {
  auto body = request.json();
  if (!body) return std::unexpected(std::move(body.error()));
  Fields fields(*body);
  const auto key = fields.required_text("project_key");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  const auto project = find_project_(key);
  if (!project) return not_found();
  return Asked{*project, std::move(*body)};
}

http::Plan PageRoutes::store_submission(const ProjectId& project, const Submission& submission) {
  return http::Write{[this, project, submission](db::Tx& tx) -> Result<http::Reply> {
    const auto feedback = to_feedback(submission, project, tx.now, random_);
    store::insert_feedback(tx.database, feedback);
    arrived_.feedback_arrived(tx, feedback);
    return http::Reply([] { return http::ok({{"status", "stored"}}); });
  }};
}

void PageRoutes::store_comment(db::Tx& tx, const Rating& rating) {
  if (!rating.comment || !is_message(*rating.comment)) return;
  Submission submission{.message = *rating.comment};
  submission.page = {rating.path, rating.version, rating.submitted_by};
  submission.channel = rating.kind == RatingKind::nps ? Channel::nps : Channel::review;
  submission.rating = rating.id;
  const auto feedback = to_feedback(submission, rating.project, tx.now, random_);
  store::insert_feedback(tx.database, feedback);
  arrived_.feedback_arrived(tx, feedback);
}

http::Plan PageRoutes::store_rating(const ProjectId& project, const RatingDraft& draft) {
  return http::Write{[this, project, draft](db::Tx& tx) -> Result<http::Reply> {
    const auto rating = add_rating(tx, to_rating(draft, project, tx.now, random_));
    if (!rating) return std::unexpected(rating.error());
    store_comment(tx, *rating);
    return http::Reply([rating = *rating] { return http::created(rating_json(rating)); });
  }};
}

Result<http::Plan> PageRoutes::submit_feedback(const http::Request& request) {
  const auto asked = read(request);
  if (!asked) return std::unexpected(asked.error());
  const auto submission = read_submission(asked->body, Sender::page);
  if (!submission) return std::unexpected(submission.error());
  return store_submission(asked->project, *submission);
}

Result<http::Plan> PageRoutes::submit_contact(const http::Request& request) {
  const auto asked = read(request);
  if (!asked) return std::unexpected(asked.error());
  const auto submission = read_contact(asked->body);
  if (!submission) return std::unexpected(submission.error());
  return store_submission(asked->project, *submission);
}

Result<http::Plan> PageRoutes::submit_rating(const http::Request& request) {
  const auto asked = read(request);
  if (!asked) return std::unexpected(asked.error());
  const auto draft = read_tagged_rating(asked->body, Sender::page);
  if (!draft) return std::unexpected(draft.error());
  return store_rating(asked->project, *draft);
}

Result<http::Plan> PageRoutes::submit_nps(const http::Request& request) {
  const auto asked = read(request);
  if (!asked) return std::unexpected(asked.error());
  const auto draft = read_nps(asked->body);
  if (!draft) return std::unexpected(draft.error());
  return store_rating(asked->project, *draft);
}

Result<http::Plan> PageRoutes::submit_helpful(const http::Request& request) {
  const auto asked = read(request);
  if (!asked) return std::unexpected(asked.error());
  const auto draft = read_helpful(asked->body, Sender::page);
  if (!draft) return std::unexpected(draft.error());
  return http::Plan(http::Write{[this, project = asked->project, draft = *draft](db::Tx& tx) -> Result<http::Reply> {
    add_or_replace(tx, to_rating(draft, project, tx.now, random_));
    return http::Reply(http::no_content);
  }});
}

}  // namespace seggwat::feedback
