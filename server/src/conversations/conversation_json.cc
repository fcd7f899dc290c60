#include "conversations/conversation_json.h"

#include <boost/json/parse.hpp>

#include "attachments/attachment_view.h"

namespace seggwat::conversations {
namespace {

json::object author_json(const Author& author) {
  return {{"kind", to_text(author.kind)}, {"id", author.id}, {"name", author.name}};
}

json::object parsed_object(const std::string& text) {
  boost::system::error_code fault;
  auto value = json::parse(text, fault);
  return fault || !value.is_object() ? json::object() : std::move(value.get_object());
}

// The page's attributes, with those of the token over them.
json::object attributes_json(const ThreadUser& user) {
  json::object merged = parsed_object(user.attributes_json);
  const json::object claims = parsed_object(user.claims_json);
  for (const auto& claim : claims) merged[claim.key()] = claim.value();
  return merged;
}

json::array verified_names(const ThreadUser& user) {
  json::array names;
  const json::object claims = parsed_object(user.claims_json);
  for (const auto& claim : claims) names.emplace_back(claim.key());
  return names;
}

json::object user_json(const ThreadUser& user) {
  json::object object{{"id", user.sub},
                      {"name", or_null(user.name)},
                      {"email", or_null(user.email)},
                      {"email_verified", user.email_verified},
                      {"attributes", attributes_json(user)},
                      {"verified_attributes", verified_names(user)},
                      {"blocked", user.blocked},
                      {"locale", or_null(user.locale)},
                      {"timezone", or_null(user.timezone)},
                      {"user_agent", or_null(user.user_agent)},
                      {"mail_off", user.mail_off}};
  if (user.blocked && user.blocked_at) object["blocked_at"] = to_rfc3339(*user.blocked_at);
  if (user.blocked && user.blocked_by) object["blocked_by"] = *user.blocked_by;
  return object;
}

json::value assignee_json(const Thread& thread) {
  if (!thread.assignee) return nullptr;
  return json::object{{"id", to_string(*thread.assignee)}, {"name", thread.assignee_name}};
}

json::value last_message_json(const Thread& thread) {
  if (!thread.last_message) return nullptr;
  const auto& last = *thread.last_message;
  json::object object{{"seq", last.seq},
                      {"author_kind", to_text(last.author)},
                      {"preview", last.preview},
                      {"created_at", to_rfc3339(last.created_at)}};
  if (last.is_unsent) object["deleted"] = true;
  return object;
}

json::object read_for_user(const ReadMark& mark) {
  return {{"thread_id", to_string(mark.thread)}, {"by", mark.by_team ? "team" : "user"}, {"seq", mark.seq}};
}

json::object read_for_team(const ReadMark& mark) {
  auto object = read_for_user(mark);
  if (mark.member) object["member_id"] = to_string(*mark.member);
  if (mark.member_seq) object["member_seq"] = *mark.member_seq;
  return object;
}

}  // namespace

json::object message_for_user(const Message& message, const FileLinks& links) {
  json::array files;
  for (const auto& attachment : message.attachments) files.emplace_back(attachments::view_of(attachment, links));
  json::object object{{"id", to_string(message.id)},
                      {"thread_id", to_string(message.thread)},
                      {"seq", message.seq},
                      {"author", author_json(message.author)},
                      {"body", message.deleted_at ? "" : message.body},
                      {"client_id", to_string(message.client_id)},
                      {"attachments", std::move(files)},
                      {"created_at", to_rfc3339(message.created_at)}};
  if (message.edited_at) object["edited_at"] = to_rfc3339(*message.edited_at);
  if (message.deleted_at) object["deleted_at"] = to_rfc3339(*message.deleted_at);
  return object;
}

json::object message_for_team(const Message& message, const ProjectId& project, const FileLinks& links) {
  auto object = message_for_user(message, links);
  object["project_id"] = to_string(project);
  object["internal"] = message.is_note();
  object["note"] = message.note;
  object["state"] = to_text(message.state);
  if (message.mail_error) object["mail_error"] = *message.mail_error;
  return object;
}

json::array messages_for_user(const std::vector<Message>& messages, const FileLinks& links) {
  json::array list;
  for (const auto& message : messages) list.emplace_back(message_for_user(message, links));
  return list;
}

json::array messages_for_team(const std::vector<Message>& messages, const ProjectId& project, const FileLinks& links) {
  json::array list;
  for (const auto& message : messages) list.emplace_back(message_for_team(message, project, links));
  return list;
}

json::object thread_for_user(const Thread& thread) {
  return {{"id", to_string(thread.id)},
          {"status", is_resolved(thread.status) ? "resolved" : "open"},
          {"last_seq", thread.last_seq},
          {"user_read_seq", thread.user_read_seq},
          {"team_read_seq", thread.team_read_seq},
          {"created_at", to_rfc3339(thread.created_at)}};
}

json::object thread_for_team(const Thread& thread) {
  json::object object{{"id", to_string(thread.id)},
                      {"project_id", to_string(thread.project)},
                      {"user", user_json(thread.user)},
                      {"status", to_text(thread.status)},
                      {"assignee", assignee_json(thread)},
                      {"tags", json::array(thread.tags.begin(), thread.tags.end())},
                      {"last_seq", thread.last_seq},
                      {"user_read_seq", thread.user_read_seq},
                      {"team_read_seq", thread.team_read_seq},
                      {"last_message", last_message_json(thread)},
                      {"created_at", to_rfc3339(thread.created_at)},
                      {"updated_at", to_rfc3339(thread.updated_at)}};
  if (thread.snoozed_until) object["snoozed_until"] = to_rfc3339(*thread.snoozed_until);
  if (thread.returned_at) object["returned_at"] = to_rfc3339(*thread.returned_at);
  if (thread.page) object["page"] = json::object{{"url", thread.page->url}, {"title", thread.page->title}};
  return object;
}

json::object thread_for_member(const Thread& thread, std::int64_t unread) {
  auto object = thread_for_team(thread);
  object["unread"] = unread;
  return object;
}

std::string_view event_name(const Event& event) {
  if (std::holds_alternative<Message>(event.what)) return "message";
  return std::holds_alternative<ReadMark>(event.what) ? "read" : "thread";
}

json::object event_for_user(const Event& event, const FileLinks& links) {
  if (const auto* message = std::get_if<Message>(&event.what)) return {{"message", message_for_user(*message, links)}};
  if (const auto* mark = std::get_if<ReadMark>(&event.what)) return read_for_user(*mark);
  return {{"thread", thread_for_user(std::get<Thread>(event.what))}};
}

json::object event_for_team(const Event& event, const FileLinks& links) {
  if (const auto* message = std::get_if<Message>(&event.what)) {
    return {{"message", message_for_team(*message, event.record.entry.project, links)}};
  }
  if (const auto* mark = std::get_if<ReadMark>(&event.what)) return read_for_team(*mark);
  return {{"thread", thread_for_team(std::get<Thread>(event.what))}};
}

}  // namespace seggwat::conversations
