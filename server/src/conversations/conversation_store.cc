#include "conversations/conversation_store.h"

#include <algorithm>

#include "base/text.h"
#include "conversations/thread_columns.h"

namespace seggwat::conversations::store {
namespace {

// A message with its author's name, what the user has seen and been given of the thread, and the mail that carried it.
#define MESSAGE_QUERY                                                                                                \
  "SELECT m.id, m.thread_id, m.seq, m.note, m.author, a.name, u.sub, u.name, u.email, m.client_id, m.body,"          \
  " m.created_at, m.edited_at, m.deleted_at, t.user_read_seq, t.team_read_seq, t.user_delivered_seq,"                \
  " (SELECT c.state FROM mails c WHERE c.thread_id = m.thread_id AND c.to_seq >= m.seq AND c.from_seq <= m.seq"      \
  "  ORDER BY c.to_seq LIMIT 1),"                                                                                    \
  " (SELECT c.last_error FROM mails c WHERE c.thread_id = m.thread_id AND c.to_seq >= m.seq AND c.from_seq <= m.seq" \
  "  ORDER BY c.to_seq LIMIT 1)"                                                                                     \
  " FROM messages m JOIN threads t ON t.id = m.thread_id JOIN end_users u ON u.key = t.user_key"                     \
  " LEFT JOIN members a ON a.id = m.author"

struct ThreadMarks {
  std::int64_t user_read_seq;
  std::int64_t team_read_seq;
  std::int64_t user_delivered_seq;
};

MessageState state_of(const Message& message, const ThreadMarks& marks, const std::optional<std::string>& mail) {
  if (message.is_note()) return MessageState::stored;
  if (message.author.kind == AuthorKind::user) {
    return marks.team_read_seq >= message.seq ? MessageState::seen : MessageState::delivered;
  }
  if (marks.user_read_seq >= message.seq) return MessageState::seen;
  if (mail == "failed") return MessageState::mail_failed;
  if (mail == "sent") return MessageState::mailed;
  return marks.user_delivered_seq >= message.seq ? MessageState::delivered : MessageState::stored;
}

Author author_of(const db::Row& row) {
  if (row.blob(4).empty()) {
    const auto sub = row.text(6);
    return {AuthorKind::user, std::nullopt, sub, row.maybe_text(7).value_or(row.maybe_text(8).value_or(sub))};
  }
  const auto member = row.id<MemberId>(4);
  return {AuthorKind::member, member, to_string(member), row.text(5)};
}

Message message_from(const db::Row& row) {
  Message message{.id = row.id<MessageId>(0),
                  .thread = row.id<ThreadId>(1),
                  .seq = row.integer(2),
                  .note = row.integer(3),
                  .author = author_of(row),
                  .client_id = row.id<ClientId>(9),
                  .body = row.text(10),
                  .created_at = row.instant(11),
                  .edited_at = row.maybe_instant(12),
                  .deleted_at = row.maybe_instant(13)};
  message.state = state_of(message, {row.integer(14), row.integer(15), row.integer(16)}, row.maybe_text(17));
  if (message.state == MessageState::mail_failed) message.mail_error = row.maybe_text(18);
  return message;
}

void read_attachments(db::Database& database, Message& message) {
  if (message.deleted_at) return;
  auto query = database.query("SELECT id, name, type, size, width, height FROM attachments WHERE message_id = ?1 ORDER BY position",
                              message.id);
  while (query.step()) {
    const auto row = query.row();
    attachments::Attachment attachment{
        .id = row.id<AttachmentId>(0), .name = row.text(1), .type = row.text(2), .size = row.integer(3)};
    if (!row.is_null(4)) attachment.measure = {static_cast<int>(row.integer(4)), static_cast<int>(row.integer(5))};
    message.attachments.push_back(std::move(attachment));
  }
}

std::vector<Message> messages_from(db::Database& database, db::Query query) {
  std::vector<Message> messages;
  while (query.step()) messages.push_back(message_from(query.row()));
  for (auto& message : messages) read_attachments(database, message);
  return messages;
}

std::optional<Message> one_message(db::Database& database, db::Query query) {
  if (!query.step()) return std::nullopt;
  auto message = message_from(query.row());
  read_attachments(database, message);
  return message;
}

std::optional<Thread> one_thread(db::Query query) {
  if (!query.step()) return std::nullopt;
  return thread_from(query.row());
}

db::Blob author_blob(const std::optional<MemberId>& author) {
  if (!author) return {};
  const auto& bytes = author->uuid.bytes;
  return {{reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
}

}  // namespace

std::optional<Thread> find_thread(db::Database& database, const ThreadId& id) {
  return one_thread(database.query(THREAD_QUERY " WHERE t.id = ?1", id));
}

std::optional<Thread> find_thread_of_user(db::Database& database, const ProjectId& project, std::string_view sub) {
  return one_thread(database.query(THREAD_QUERY " WHERE u.project_id = ?1 AND u.sub = ?2", project, sub));
}

std::optional<Thread> find_thread_by_user_key(db::Database& database, end_users::UserKey user) {
  return one_thread(database.query(THREAD_QUERY " WHERE t.user_key = ?1", user.value));
}

void insert_thread(db::Database& database, const Thread& thread) {
  database
      .query("INSERT INTO threads (id, project_id, user_key, created_at, active_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4, ?4)",
             thread.id, thread.project, thread.user.key.value, thread.created_at)
      .run();
}

void save_marks(db::Database& database, const Thread& thread) {
  database
      .query("UPDATE threads SET user_read_seq = ?2, team_read_seq = ?3, user_no = ?4 WHERE id = ?1", thread.id,
             thread.user_read_seq, thread.team_read_seq, thread.user_no)
      .run();
}

// OR FAIL: the job is undone as a whole, so SQLite need not copy the pages that this statement and its triggers write.
void save_activity(db::Database& database, const Thread& thread) {
  database
      .query(
          "UPDATE OR FAIL threads SET user_read_seq = ?2, team_read_seq = ?3, user_no = ?4, last_seq = ?5, last_note = ?6,"
          " last_user_seq = ?7, last_user_at = ?8, active_at = ?9, updated_at = ?10 WHERE id = ?1",
          thread.id, thread.user_read_seq, thread.team_read_seq, thread.user_no, thread.last_seq, thread.last_note,
          thread.last_user_seq, thread.last_user_at, thread.active_at, thread.updated_at)
      .run();
}

void save_standing(db::Database& database, const Thread& thread) {
  database
      .query(
          "UPDATE threads SET status = ?2, snoozed_until = ?3, returned_at = ?4, assignee_id = ?5, updated_at = ?6 WHERE id = ?1",
          thread.id, to_text(thread.status), thread.snoozed_until, thread.returned_at, thread.assignee, thread.updated_at)
      .run();
}

void save_page(db::Database& database, const ThreadId& thread, const Page& page) {
  database
      .query("UPDATE threads SET page_url = ?2, page_title = ?3, page_origin = ?4 WHERE id = ?1", thread, page.url, page.title,
             page.origin)
      .run();
}

std::int64_t take_user_no(db::Database& database, const ThreadId& thread) {
  database.query("UPDATE threads SET user_no = user_no + 1 WHERE id = ?1", thread).run();
  auto found = database.query("SELECT user_no FROM threads WHERE id = ?1", thread);
  found.step();
  return found.row().integer(0);
}

void raise_delivered(db::Database& database, const ThreadId& thread, std::int64_t seq) {
  database.query("UPDATE threads SET user_delivered_seq = ?2 WHERE id = ?1 AND user_delivered_seq < ?2", thread, seq).run();
}

void insert_message(db::Database& database, const Message& message) {
  database
      .query(
          "INSERT INTO messages (id, thread_id, seq, note, author, client_id, body, created_at)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
          message.id, message.thread, message.seq, message.note, author_blob(message.author.member), message.client_id,
          message.body, message.created_at)
      .run();
}

std::optional<Message> find_message(db::Database& database, const MessageId& id) {
  return one_message(database, database.query(MESSAGE_QUERY " WHERE m.id = ?1", id));
}

std::optional<Message> find_by_client_id(db::Database& database, const ThreadId& thread, const std::optional<MemberId>& author,
                                         const ClientId& client_id) {
  return one_message(database, database.query(MESSAGE_QUERY " WHERE m.thread_id = ?1 AND m.author = ?2 AND m.client_id = ?3",
                                              thread, author_blob(author), client_id));
}

void unsend(db::Database& database, const MessageId& id, std::string_view mark, Instant at) {
  database.query("UPDATE messages SET body = '', deleted_at = ?2, unsent_mark = ?3 WHERE id = ?1", id, at, db::Blob{mark}).run();
}

std::string find_unsent_mark(db::Database& database, const MessageId& id) {
  auto found = database.query("SELECT unsent_mark FROM messages WHERE id = ?1", id);
  return found.step() ? found.row().blob(0) : std::string();
}

LastOfUser find_last_of_user(db::Database& database, const ThreadId& thread) {
  auto found = database.query(
      "SELECT seq, created_at FROM messages WHERE thread_id = ?1 AND note = 0 AND author = x'' AND deleted_at IS NULL"
      " ORDER BY seq DESC LIMIT 1",
      thread);
  if (!found.step()) return {};
  return {found.row().integer(0), found.row().instant(1)};
}

std::optional<Message> find_reply_after(db::Database& database, const ThreadId& thread, std::int64_t seq) {
  return one_message(database, database.query(MESSAGE_QUERY " WHERE m.thread_id = ?1 AND m.seq > ?2 AND m.note = 0"
                                                            " AND m.author <> x'' AND m.deleted_at IS NULL ORDER BY m.seq LIMIT 1",
                                              thread, seq));
}

std::vector<ThreadId> list_due_snoozes(db::Database& database, Instant now, int limit) {
  auto query = database.query("SELECT id FROM threads WHERE snoozed_until <= ?1 ORDER BY snoozed_until LIMIT ?2", now, limit);
  std::vector<ThreadId> due;
  while (query.step()) due.push_back(query.row().id<ThreadId>(0));
  return due;
}

std::optional<Instant> find_next_snooze(db::Database& database) {
  auto query = database.query("SELECT snoozed_until FROM threads WHERE snoozed_until > 0 ORDER BY snoozed_until LIMIT 1");
  if (!query.step()) return std::nullopt;
  return query.row().instant(0);
}

std::int64_t last_turn_of(db::Database& database, const ProjectId& project, const MemberId& member) {
  auto found = database.query("SELECT turn FROM assignment_turns WHERE project_id = ?1 AND member_id = ?2", project, member);
  return found.step() ? found.row().integer(0) : 0;
}

void save_turn(db::Database& database, const ProjectId& project, const MemberId& member) {
  database
      .query(
          "INSERT INTO assignment_turns (project_id, member_id, turn)"
          " VALUES (?1, ?2, 1 + coalesce((SELECT max(turn) FROM assignment_turns WHERE project_id = ?1), 0))"
          " ON CONFLICT (project_id, member_id) DO UPDATE SET turn = excluded.turn",
          project, member)
      .run();
}

std::vector<Message> list_before(db::Database& database, const ThreadId& thread, Position before, int limit, Notes notes) {
  auto newest_first =
      notes == Notes::included
          ? messages_from(database, database.query(MESSAGE_QUERY " WHERE m.thread_id = ?1 AND (m.seq, m.note) < (?2, ?3)"
                                                                 " ORDER BY m.seq DESC, m.note DESC LIMIT ?4",
                                                   thread, before.seq, before.note, limit))
          : messages_from(database, database.query(MESSAGE_QUERY " WHERE m.thread_id = ?1 AND m.seq < ?2 AND m.note = 0"
                                                                 " ORDER BY m.seq DESC LIMIT ?3",
                                                   thread, before.seq, limit));
  std::ranges::reverse(newest_first);
  return newest_first;
}

std::vector<Message> list_after(db::Database& database, const ThreadId& thread, Position after, int limit, Notes notes) {
  if (notes == Notes::included) {
    return messages_from(database, database.query(MESSAGE_QUERY " WHERE m.thread_id = ?1 AND (m.seq, m.note) > (?2, ?3)"
                                                                " ORDER BY m.seq, m.note LIMIT ?4",
                                                  thread, after.seq, after.note, limit));
  }
  return messages_from(database,
                       database.query(MESSAGE_QUERY " WHERE m.thread_id = ?1 AND m.seq > ?2 AND m.note = 0 ORDER BY m.seq LIMIT ?3",
                                      thread, after.seq, limit));
}

std::vector<Message> list_missed(db::Database& database, const ThreadId& thread, const MemberId& member, std::int64_t seq,
                                 int limit) {
  return messages_from(database,
                       database.query(MESSAGE_QUERY " WHERE m.thread_id = ?1 AND m.seq > ?2 AND m.note = 0 AND m.author <> ?3"
                                                    " AND m.deleted_at IS NULL ORDER BY m.seq LIMIT ?4",
                                      thread, seq, member, limit));
}

std::int64_t count_unread_of_user(db::Database& database, const ThreadId& thread, std::int64_t user_read_seq) {
  auto counted = database.query(
      "SELECT count(*) FROM messages WHERE thread_id = ?1 AND seq > ?2 AND note = 0 AND author <> x'' AND deleted_at IS NULL",
      thread, user_read_seq);
  counted.step();
  return counted.row().integer(0);
}

std::optional<MemberMark> find_mark(db::Database& database, const MemberId& member, const ThreadId& thread) {
  auto found = database.query("SELECT seq, dismissed FROM member_reads WHERE member_id = ?1 AND thread_id = ?2", member, thread);
  if (!found.step()) return std::nullopt;
  return MemberMark{found.row().integer(0), found.row().integer(1)};
}

void save_mark(db::Database& database, const MemberId& member, const ThreadId& thread, const MemberMark& mark, Instant now) {
  database
      .query(
          "INSERT INTO member_reads (member_id, thread_id, seq, dismissed, read_at) VALUES (?1, ?2, ?3, ?4, ?5)"
          " ON CONFLICT (member_id, thread_id) DO UPDATE SET seq = ?3, dismissed = ?4, read_at = ?5",
          member, thread, mark.seq, mark.dismissed, now)
      .run();
}

std::int64_t count_unread_of_member(db::Database& database, const ThreadId& thread, std::int64_t mark, Instant joined_at) {
  auto counted = database.query(
      "SELECT count(*) FROM messages WHERE thread_id = ?1 AND seq > ?2 AND note = 0 AND author = x'' AND deleted_at IS NULL"
      " AND created_at >= ?3",
      thread, mark, joined_at);
  counted.step();
  return counted.row().integer(0);
}

}  // namespace seggwat::conversations::store
