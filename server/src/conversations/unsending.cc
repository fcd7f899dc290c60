#include "conversations/conversation_store.h"
#include "conversations/conversations.h"

// Taking a message back.
namespace seggwat::conversations {
namespace {

std::unexpected<Error> unsend_too_late() {
  return fail(ErrorKind::conflict, "unsend_too_late", "A message can be taken back within two minutes only.");
}

}  // namespace

Status Conversations::unsend_by_user(db::Tx& tx, const end_users::EndUser& user, const MessageId& id) const {
  auto thread = store::find_thread_of_user(tx.database, user.project, user.sub);
  auto message = store::find_message(tx.database, id);
  if (!thread || !message || message->thread != thread->id || message->author.kind != AuthorKind::user) return not_found();
  return unsend(tx, *thread, std::move(*message));
}

Status Conversations::unsend_by_member(db::Tx& tx, const team::Member& member, const ProjectId& project, const ThreadId& id,
                                       const MessageId& message_id) const {
  auto thread = load(tx, project, id);
  if (!thread) return std::unexpected(thread.error());
  auto message = store::find_message(tx.database, message_id);
  if (!message || message->thread != id || message->author.member != member.id) return not_found();
  return unsend(tx, *thread, std::move(*message));
}

Status Conversations::unsend(db::Tx& tx, Thread& thread, Message message) const {
  if (message.deleted_at) return {};
  if (tx.now - message.created_at > kUnsendWithin) return unsend_too_late();
  bell_.retract(tx, thread, message);
  store::unsend(tx.database, message.id, unsent_mark(message.id, content_of(message)), tx.now);
  uploads_.remove_from(tx, message);
  message.body.clear();
  message.attachments.clear();
  message.deleted_at = tx.now;
  if (message.seq == thread.last_user_seq && !message.is_note()) {
    // What is unread, and since when, is told by what the user has not taken back.
    const auto last = store::find_last_of_user(tx.database, thread.id);
    thread.last_user_seq = last.seq;
    thread.last_user_at = last.at;
  }
  if (message.author.kind == AuthorKind::member && !message.is_note()) {
    course_->unanswered(tx, thread, message, store::find_reply_after(tx.database, thread.id, message.seq));
  }
  thread.updated_at = tx.now;
  publish_message(tx, thread, message, message.is_note() ? Audience::team : Audience::both_sides);
  store::save_activity(tx.database, thread);
  return {};
}

Conversations::Content Conversations::content_of(const Message& message) {
  Content content{.body = message.body};
  for (const auto& attachment : message.attachments) content.attachments.push_back(attachment.id);
  return content;
}

bool Conversations::says_the_same(db::Tx& tx, const Message& earlier, const Content& content) const {
  if (!earlier.deleted_at) return content_of(earlier) == content;
  return store::find_unsent_mark(tx.database, earlier.id) == unsent_mark(earlier.id, content);
}

std::string Conversations::unsent_mark(const MessageId& message, const Content& content) const {
  std::string said = to_string(message) + std::string(content.body);
  for (const auto& id : content.attachments) said += '\0' + to_string(id);  // no body holds a NUL
  const auto mark = hmac_sha256(as_text(unsent_key_), said);
  return std::string(as_text(mark));
}

}  // namespace seggwat::conversations
