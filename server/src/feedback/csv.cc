#include "feedback/csv.h"

#include "audit/audit.h"
#include "base/csv.h"
#include "http/response.h"

namespace seggwat::feedback {
namespace {

std::string or_empty(const std::optional<std::string>& text) { return text.value_or(""); }

std::string value_text(const Rating& rating) {
  if (rating.kind == RatingKind::helpful) return rating.value != 0 ? "true" : "false";
  return std::to_string(rating.value);
}

}  // namespace

std::string feedback_lines(const std::vector<Feedback>& list) {
  auto lines = csv_line({"id", "created_at", "type", "status", "source", "channel", "message", "path", "version", "submitted_by",
                         "name", "email", "subject", "assignee", "resolution_note", "updated_at", "archived", "screenshot"});
  for (const auto& item : list) {
    lines += csv_line({to_string(item.id), to_rfc3339(item.created_at), std::string(to_text(item.type)),
                       std::string(to_text(item.state)), std::string(to_text(item.source)), std::string(to_text(item.channel)),
                       item.message, or_empty(item.path), or_empty(item.version), or_empty(item.submitted_by), or_empty(item.name),
                       or_empty(item.email), or_empty(item.subject), item.assignee ? item.assignee->name : "",
                       or_empty(item.resolution_note), to_rfc3339(item.updated_at), item.archived_at ? "true" : "false",
                       item.screenshot ? "true" : "false"});
  }
  return lines;
}

std::string rating_lines(const std::vector<Rating>& list) {
  auto lines = csv_line({"id", "created_at", "rating_type", "value", "max_stars", "comment", "path", "version", "submitted_by",
                         "locale", "metadata"});
  for (const auto& rating : list) {
    lines +=
        csv_line({to_string(rating.id), to_rfc3339(rating.created_at), std::string(to_text(rating.kind)), value_text(rating),
                  rating.max_stars ? std::to_string(*rating.max_stars) : "", or_empty(rating.comment), or_empty(rating.path),
                  or_empty(rating.version), or_empty(rating.submitted_by), or_empty(rating.locale), or_empty(rating.metadata)});
  }
  return lines;
}

http::Write let_out(std::string_view name, std::string lines, const audit::Actor& actor, const audit::Act& act) {
  return {[name, lines = std::move(lines), actor, act](db::Tx& tx) -> Result<http::Reply> {
    audit::record(tx, actor, act);
    return http::Reply([name, lines] { return http::csv_file(name, lines); });
  }};
}

}  // namespace seggwat::feedback
