#include "feedback/screenshot_routes.h"

#include "feedback/feedback_store.h"
#include "feedback/screenshot_form.h"
#include "http/response.h"

namespace seggwat::feedback {

Result<ScreenshotRoutes::Asked> ScreenshotRoutes::read(http::Request& request) const {
  const auto form = read_screenshot_form(request.header("Content-Type").value_or(""), request.body);
  if (!form) return std::unexpected(form.error());
  Fields fields(form->data);
  const auto key = fields.required_text("project_key");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  const auto project = find_project_(key);
  if (!project) return not_found();
  auto submission = read_submission(form->data, Sender::page);
  if (!submission) return std::unexpected(std::move(submission.error()));
  const auto mark = mark_of("screenshot", form->data);
  if (!mark) return std::unexpected(mark.error());
  return Asked{{*project, std::move(*submission), *mark}, std::move(request.body), form->begin, form->size};
}

Result<http::Plan> ScreenshotRoutes::submit(http::Request& request) {
  auto read_request = read(request);
  if (!read_request) return std::unexpected(std::move(read_request.error()));
  auto asked = std::make_unique<Asked>(std::move(*read_request));
  return http::Plan(http::Read{[this, asked = std::move(asked)](db::Database& database) mutable -> Result<http::Plan> {
    const auto room = files_.check_room(database, asked->accepted.project, static_cast<std::int64_t>(asked->size));
    if (!room) return std::unexpected(room.error());
    return http::Plan(http::Work{[this, asked = std::move(asked)]() mutable { return receive(std::move(asked)); }});
  }});
}

Result<http::Plan> ScreenshotRoutes::receive(std::unique_ptr<Asked> asked) {
  const auto file = std::string_view(asked->body).substr(asked->begin, asked->size);
  const auto keep = files_.receive(file);
  if (!keep) return std::unexpected(keep.error());
  auto& mark = asked->accepted.mark;
  if (mark) mark = with_file(*mark, file);
  return store(asked->accepted, *keep);
}

http::Plan ScreenshotRoutes::store(const Accepted& accepted, const KeepScreenshot& keep) {
  return http::Write{[this, accepted, keep](db::Tx& tx) -> Result<http::Reply> {
    const http::Reply stored = [] { return http::ok({{"status", "stored"}}); };
    if (store::find_sent(tx.database, accepted.mark)) return stored;
    auto feedback = to_feedback(accepted.submission, accepted.project, tx.now, random_);
    store::insert_feedback(tx.database, feedback);
    auto kept = keep(tx, feedback);
    if (!kept) return std::unexpected(std::move(kept.error()));
    feedback.screenshot = std::move(*kept);
    store::note_sent(tx, accepted.mark);
    arrived_.feedback_arrived(tx, feedback);
    return stored;
  }};
}

}  // namespace seggwat::feedback
