#include "feedback/feedback_json.h"

namespace seggwat::feedback {

json::object feedback_json(const Feedback& feedback) {
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
          {"created_at", to_rfc3339(feedback.created_at)},
          {"updated_at", to_rfc3339(feedback.updated_at)},
          {"archived", feedback.archived_at.has_value()}};
}

json::object page_json(const std::vector<Feedback>& list, const Listing& listing, std::int64_t total) {
  json::array feedback;
  for (const auto& item : list) feedback.push_back(feedback_json(item));
  return {{"feedback", std::move(feedback)},
          {"pagination",
           {{"page", listing.page},
            {"limit", listing.limit},
            {"total", total},
            {"total_pages", (total + listing.limit - 1) / listing.limit}}}};
}

json::object stats_json(const store::Stats& stats) {
  return {{"total", stats.total}, {"current_month", stats.current_month}, {"last_month", stats.last_month}};
}

}  // namespace seggwat::feedback
