#include "feedback/page_routes.h"

#include "feedback/feedback_store.h"
#include "feedback/rating_json.h"
#include "feedback/rating_store.h"
#include "feedback/ratings.h"
#include "http/response.h"

namespace seggwat::feedback {

Result<PageRoutes::Asked> PageRoutes::read(const http::Request& request, std::string_view form) const {
  auto body = request.json();
  if (!body) return std::unexpected(std::move(body.error()));
  Fields fields(*body);
  const auto key = fields.required_text("project_key");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  const auto project = find_project_(key);
  if (!project) return not_found();
  auto mark = mark_of(form, *body);
  if (!mark) return std::unexpected(std::move(mark.error()));
  return Asked{*project, std::move(*body), *mark};
}

http::Plan PageRoutes::store_submission(const Asked& asked, const Submission& submission) {
  return http::Write{[this, project = asked.project, mark = asked.mark, submission](db::Tx& tx) -> Result<http::Reply> {
    if (!store::find_sent(tx.database, mark)) {
      const auto feedback = to_feedback(submission, project, tx.now, random_);
      store::insert_feedback(tx.database, feedback);
      store::note_sent(tx, mark);
      arrived_.feedback_arrived(tx, feedback);
    }
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

Result<Rating> PageRoutes::add_new_rating(db::Tx& tx, const Rating& draft, const std::optional<Mark>& mark) {
  const auto earlier = store::find_sent(tx.database, mark);
  auto before = earlier && earlier->rating ? store::find_rating(tx.database, draft.project, *earlier->rating) : std::nullopt;
  if (before) return std::move(*before);
  auto rating = add_rating(tx, draft);
  if (!rating) return rating;
  store::note_sent(tx, mark, rating->id);
  store_comment(tx, *rating);
  return rating;
}

http::Plan PageRoutes::store_rating(const Asked& asked, const RatingDraft& draft) {
  return http::Write{[this, project = asked.project, mark = asked.mark, draft](db::Tx& tx) -> Result<http::Reply> {
    const auto rating = add_new_rating(tx, to_rating(draft, project, tx.now, random_), mark);
    if (!rating) return std::unexpected(rating.error());
    return http::Reply([rating = *rating] { return http::created(rating_json(rating)); });
  }};
}

Result<http::Plan> PageRoutes::submit_feedback(const http::Request& request) {
  const auto asked = read(request, "feedback");
  if (!asked) return std::unexpected(asked.error());
  const auto submission = read_submission(asked->body, Sender::page);
  if (!submission) return std::unexpected(submission.error());
  return store_submission(*asked, *submission);
}

Result<http::Plan> PageRoutes::submit_contact(const http::Request& request) {
  const auto asked = read(request, "contact");
  if (!asked) return std::unexpected(asked.error());
  const auto submission = read_contact(asked->body);
  if (!submission) return std::unexpected(submission.error());
  return store_submission(*asked, *submission);
}

Result<http::Plan> PageRoutes::submit_rating(const http::Request& request) {
  const auto asked = read(request, "rating");
  if (!asked) return std::unexpected(asked.error());
  const auto draft = read_tagged_rating(asked->body, Sender::page);
  if (!draft) return std::unexpected(draft.error());
  return store_rating(*asked, *draft);
}

Result<http::Plan> PageRoutes::submit_nps(const http::Request& request) {
  const auto asked = read(request, "nps");
  if (!asked) return std::unexpected(asked.error());
  const auto draft = read_nps(asked->body);
  if (!draft) return std::unexpected(draft.error());
  return store_rating(*asked, *draft);
}

Result<http::Plan> PageRoutes::submit_helpful(const http::Request& request) {
  const auto asked = read(request, "helpful");
  if (!asked) return std::unexpected(asked.error());
  const auto draft = read_helpful(asked->body, Sender::page);
  if (!draft) return std::unexpected(draft.error());
  return http::Plan(
      http::Write{[this, project = asked->project, mark = asked->mark, draft = *draft](db::Tx& tx) -> Result<http::Reply> {
        if (!store::find_sent(tx.database, mark)) {
          add_or_replace(tx, to_rating(draft, project, tx.now, random_));
          store::note_sent(tx, mark);
        }
        return http::Reply(http::no_content);
      }});
}

}  // namespace seggwat::feedback
