#include "notifications/notification.h"

namespace seggwat::notifications {

std::string_view to_text(Kind kind) {
  switch (kind) {
    case Kind::message:
      return "message";
    case Kind::mention:
      return "mention";
    case Kind::assigned:
      return "assigned";
    case Kind::feedback:
      return "feedback";
    case Kind::mail_failed:
      return "mail_failed";
  }
  return "message";
}

std::optional<Kind> parse_kind(std::string_view text) {
  for (const auto kind : {Kind::message, Kind::mention, Kind::assigned, Kind::feedback, Kind::mail_failed}) {
    if (to_text(kind) == text) return kind;
  }
  return std::nullopt;
}

json::object to_json(const Notification& notification) {
  json::object object{
      {"id", to_string(notification.id)}, {"kind", to_text(notification.kind)}, {"project_id", to_string(notification.project)}};
  if (notification.thread) object["thread_id"] = to_string(*notification.thread);
  if (notification.feedback) object["feedback_id"] = to_string(*notification.feedback);
  if (!notification.reason.empty()) object["reason"] = notification.reason;
  object["title"] = notification.title;
  object["preview"] = notification.preview;
  object["count"] = notification.count;
  object["created_at"] = to_rfc3339(notification.created_at);
  if (notification.read_at) object["read_at"] = to_rfc3339(*notification.read_at);
  return object;
}

}  // namespace seggwat::notifications
