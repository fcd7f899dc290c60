#include "conversations/chat_routes.h"

#include "conversations/conversation_json.h"
#include "conversations/conversation_store.h"
#include "conversations/message_input.h"

namespace seggwat::conversations {
namespace {

constexpr Position kAfterEverything{std::int64_t{1} << 53, 0};

struct Slice {
  std::vector<Message> messages;
  bool has_more = false;
};

// One message more than asked for tells whether there are more.
Slice slice_of(db::Database& database, const ThreadId& thread, const PageRequest& page) {
  Slice slice;
  const int asked = page.limit + 1;
  if (page.after) {
    slice.messages = store::list_after(database, thread, *page.after, asked, store::Notes::left_out);
  } else {
    slice.messages = store::list_before(database, thread, page.before.value_or(kAfterEverything), asked, store::Notes::left_out);
  }
  slice.has_more = slice.messages.size() > static_cast<std::size_t>(page.limit);
  if (slice.has_more) slice.messages.erase(page.after ? slice.messages.end() - 1 : slice.messages.begin());
  return slice;
}

json::object user_json(const end_users::EndUser& user, const std::optional<Thread>& thread) {
  const bool claimed = user.email.has_value();
  json::object object{{"id", user.sub}, {"name", or_null(user.name)}, {"email", or_null(user.email)}, {"email_verified", claimed}};
  if (!thread) return object;
  if (!user.name) object["name"] = or_null(thread->user.name);
  if (!claimed) {
    object["email"] = or_null(thread->user.email);
    object["email_verified"] = thread->user.email_verified;
  }
  return object;
}

json::object team_json(const TeamFace& team, const std::optional<Thread>& thread) {
  json::array members;
  for (const auto& name : team.names) members.emplace_back(json::object{{"name", name}});
  const bool mails = team.sends_mail && !(thread && thread->user.mail_off);
  return {{"online", team.online}, {"members", std::move(members)}, {"replies_by_mail", mails}};
}

}  // namespace

void ChatRoutes::note_delivered(const ThreadId& thread, const std::vector<Message>& messages) const {
  for (auto newest = messages.rbegin(); newest != messages.rend(); ++newest) {
    if (newest->author.kind != AuthorKind::member) continue;
    if (newest->state == MessageState::stored) parts_.delivered(thread, newest->seq);
    return;
  }
}

Result<http::Plan> ChatRoutes::show_session(const http::Request&, const end_users::EndUser& user) const {
  return http::Read{[this, user, team = parts_.team_of(user.project)](db::Database& database) -> Result<http::Plan> {
    const auto thread = store::find_thread_of_user(database, user.project, user.sub);
    Slice slice;
    std::int64_t unread = 0;
    if (thread) {
      slice = slice_of(database, thread->id, {.limit = kSessionMessages});
      unread = store::count_unread_of_user(database, thread->id, thread->user_read_seq);
      note_delivered(thread->id, slice.messages);
    }
    return http::ok(json::object{
        {"user", user_json(user, thread)},
        {"thread", thread ? json::value(thread_for_user(*thread)) : json::value(nullptr)},
        {"messages", messages_for_user(slice.messages, parts_.links)},
        {"cursor", parts_.cursor_of(database, user.project, user.sub)},
        {"unread", unread},
        {"team", team_json(team, thread)},
        {"limits",
         {{"body", kBodyLimit}, {"attachment_bytes", attachments::kSizeLimit}, {"attachments", attachments::kPerMessage}}}});
  }};
}

Result<http::Plan> ChatRoutes::list_messages(const http::Request& request, const end_users::EndUser& user) const {
  const auto page = read_page_request(request, Numbering::seq_only);
  if (!page) return std::unexpected(page.error());
  return http::Read{[this, user, page = *page](db::Database& database) -> Result<http::Plan> {
    const auto thread = store::find_thread_of_user(database, user.project, user.sub);
    Slice slice;
    if (thread) {
      slice = slice_of(database, thread->id, page);
      note_delivered(thread->id, slice.messages);
    }
    return http::ok(json::object{{"messages", messages_for_user(slice.messages, parts_.links)}, {"has_more", slice.has_more}});
  }};
}

Result<http::Plan> ChatRoutes::post_message(const http::Request& request, const end_users::EndUser& user) const {
  auto draft = read_user_draft(request);
  if (!draft) return std::unexpected(draft.error());
  draft->candidates = parts_.candidates_for(user.project);
  return http::Write{[this, user, draft = std::move(*draft)](db::Tx& tx) -> Result<http::Reply> {
    auto posted = conversations_.post_from_user(tx, user, draft);
    if (!posted) return std::unexpected(posted.error());
    return [this, posted = std::move(*posted)] {
      return http::json_response(posted.repeated ? 200 : 201,
                                 json::object{{"message", message_for_user(posted.message, parts_.links)}});
    };
  }};
}

Result<http::Plan> ChatRoutes::unsend_message(const http::Request& request, const end_users::EndUser& user) const {
  const auto message = request.id<MessageId>("mid");
  if (!message) return std::unexpected(message.error());
  return http::Write{[this, user, message = *message](db::Tx& tx) -> Result<http::Reply> {
    const auto unsent = conversations_.unsend_by_user(tx, user, message);
    if (!unsent) return std::unexpected(unsent.error());
    return [] { return http::no_content(); };
  }};
}

Result<http::Plan> ChatRoutes::mark_read(const http::Request& request, const end_users::EndUser& user) const {
  const auto seq = read_seq(request);
  if (!seq) return std::unexpected(seq.error());
  return http::Write{[this, user, seq = *seq](db::Tx& tx) -> Result<http::Reply> {
    conversations_.mark_read_by_user(tx, user, seq);
    return [] { return http::no_content(); };
  }};
}

Result<http::Plan> ChatRoutes::note_typing(const http::Request&, const end_users::EndUser& user) const {
  return http::Read{[this, user](db::Database& database) -> Result<http::Plan> {
    const auto thread = store::find_thread_of_user(database, user.project, user.sub);
    if (!thread) return http::no_content();
    return http::Later{[this, user, id = thread->id, name = thread->user.display_name()](auto answer) {
      parts_.typing(user.project, user.sub, id, name);
      answer(http::no_content());
    }};
  }};
}

}  // namespace seggwat::conversations
