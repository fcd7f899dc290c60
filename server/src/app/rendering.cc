#include "app/rendering.h"

#include "conversations/conversation_json.h"
#include "figures/episode_json.h"

namespace seggwat::app {

realtime::Rendered render_for_team(const conversations::Event& event, const attachments::FileLinks& links) {
  return {conversations::event_name(event), json::serialize(conversations::event_for_team(event, links))};
}

realtime::Rendered render_for_user(const conversations::Event& event, const attachments::FileLinks& links) {
  realtime::Rendered rendered{conversations::event_name(event), json::serialize(conversations::event_for_user(event, links))};
  const auto* message = std::get_if<conversations::Message>(&event.what);
  if (message != nullptr && message->author.kind == conversations::AuthorKind::member) rendered.delivers_seq = message->seq;
  return rendered;
}

realtime::Rendered render(const notifications::Notification& notification) {
  return {"notification", json::serialize(json::object{{"notification", notifications::to_json(notification)}})};
}

realtime::Rendered render_tags_changed(const ProjectId& project) {
  return {"tags", json::serialize(json::object{{"project_id", to_string(project)}})};
}

realtime::Rendered render_rating_for_team(const journal::Entry& entry, const figures::Episode& episode) {
  return {"rating", json::serialize(figures::rating_event_for_team(entry.project, *entry.thread, episode))};
}

realtime::Rendered render_rating_for_user(const journal::Entry& entry, const figures::Episode& episode) {
  return {"rating", json::serialize(figures::rating_event_for_user(*entry.thread, episode))};
}

std::optional<realtime::Rendered> render_erased(const journal::Entry& entry) {
  if (!entry.ref) return std::nullopt;
  return realtime::Rendered{
      "erased", json::serialize(json::object{{"thread_id", to_string(*entry.ref)}, {"project_id", to_string(entry.project)}})};
}

}  // namespace seggwat::app
