#include "feedback/feedback_json.h"

namespace seggwat::feedback {
namespace {

json::value assignee_json(const std::optional<Assignee>& assignee) {
  if (!assignee) return nullptr;
  return json::object{{"id", to_string(assignee->id)}, {"name", assignee->name}};
}

json::value screenshot_json(const std::optional<attachments::Attachment>& screenshot, const FileLinks& links) {
  if (!screenshot) return nullptr;
  const auto measure = screenshot->measure.value_or(attachments::Measure{});
  return json::object{{"id", to_string(screenshot->id)},  {"url", links.url_of(screenshot->id)},
                      {"content_type", screenshot->type}, {"size", screenshot->size},
                      {"width", measure.width},           {"height", measure.height}};
}

}  // namespace

json::object feedback_json(const Feedback& feedback, const FileLinks& links) {
  return {{"id", to_string(feedback.id)},
          {"project_id", to_string(feedback.project)},
          {"message", feedback.message},
          {"status", to_text(feedback.state)},
          {"type", to_text(feedback.type)},
          {"source", to_text(feedback.source)},
          {"path", or_null(feedback.path)},
          {"version", or_null(feedback.version)},
          {"submitted_by", or_null(feedback.submitted_by)},
          {"submitted_by_email", or_null(feedback.email)},
          {"resolution_note", or_null(feedback.resolution_note)},
          {"channel", to_text(feedback.channel)},
          {"name", or_null(feedback.name)},
          {"email", or_null(feedback.email)},
          {"subject", or_null(feedback.subject)},
          {"assignee", assignee_json(feedback.assignee)},
          {"rating_id", feedback.rating ? json::value(to_string(*feedback.rating)) : json::value(nullptr)},
          {"screenshot", screenshot_json(feedback.screenshot, links)},
          {"created_at", to_rfc3339(feedback.created_at)},
          {"updated_at", to_rfc3339(feedback.updated_at)},
          {"archived", feedback.archived_at.has_value()}};
}

json::object pagination_json(const Pages& pages, std::int64_t total) {
  return {{"page", pages.page}, {"limit", pages.limit}, {"total", total}, {"total_pages", (total + pages.limit - 1) / pages.limit}};
}

json::object page_json(const std::vector<Feedback>& list, const FileLinks& links, const Pages& pages, std::int64_t total) {
  json::array feedback;
  for (const auto& item : list) feedback.push_back(feedback_json(item, links));
  return {{"feedback", std::move(feedback)}, {"pagination", pagination_json(pages, total)}};
}

json::object stats_json(const store::Stats& stats) {
  return {{"total", stats.total}, {"current_month", stats.current_month}, {"last_month", stats.last_month}};
}

}  // namespace seggwat::feedback
