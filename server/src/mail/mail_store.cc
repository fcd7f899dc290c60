#include "mail/mail_store.h"

#include <stdexcept>

namespace seggwat::mail {

std::string_view to_text(Kind kind) {
  switch (kind) {
    case Kind::reply:
      return "reply";
    case Kind::invitation:
      return "invitation";
    case Kind::reset:
      return "reset";
    case Kind::team:
      return "team";
  }
  throw std::logic_error("unknown kind of mail");
}

namespace store {
namespace {

Kind parse_kind(std::string_view text) {
  for (const auto kind : {Kind::reply, Kind::invitation, Kind::reset, Kind::team}) {
    if (to_text(kind) == text) return kind;
  }
  throw std::runtime_error("the outbox holds an unknown kind of mail");
}

template <class T>
std::optional<std::int64_t> for_replies(const QueuedMail& mail, T value) {
  return mail.kind == Kind::reply ? std::optional<std::int64_t>(value) : std::nullopt;
}

}  // namespace

void insert(db::Database& database, const QueuedMail& mail) {
  database
      .query(
          "INSERT INTO mails (id, kind, thread_id, project_id, from_seq, to_seq, recipient, verified, message_id, payload, state, "
          "attempts,"
          " next_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)",
          mail.id, to_text(mail.kind), mail.thread, mail.project, for_replies(mail, mail.from_seq), for_replies(mail, mail.to_seq),
          mail.recipient, mail.verified, mail.message_id, mail.payload, mail.attempts, mail.next_at, mail.created_at)
      .run();
}

std::optional<Next> find_next_waiting(db::Database& database) {
  auto query = database.query("SELECT id, next_at FROM mails WHERE state = 'waiting' ORDER BY next_at LIMIT 1");
  if (!query.step()) return std::nullopt;
  return Next{query.row().id<MailId>(0), query.row().instant(1)};
}

std::optional<QueuedMail> find_waiting(db::Database& database, const MailId& id) {
  auto query = database.query(
      "SELECT kind, thread_id, project_id, from_seq, to_seq, recipient, verified, message_id, payload, attempts, next_at, "
      "created_at"
      " FROM mails WHERE id = ? AND state = 'waiting'",
      id);
  if (!query.step()) return std::nullopt;
  const auto row = query.row();
  QueuedMail mail;
  mail.id = id;
  mail.kind = parse_kind(row.text(0));
  mail.thread = row.maybe_id<ThreadId>(1);
  mail.project = row.maybe_id<ProjectId>(2);
  mail.from_seq = row.integer(3);
  mail.to_seq = row.integer(4);
  mail.recipient = row.text(5);
  mail.verified = row.flag(6);
  mail.message_id = row.text(7);
  mail.payload = row.text(8);
  mail.attempts = static_cast<int>(row.integer(9));
  mail.next_at = row.instant(10);
  mail.created_at = row.instant(11);
  return mail;
}

std::optional<std::string> find_waiting_error(db::Database& database) {
  auto query =
      database.query("SELECT last_error FROM mails WHERE state = 'waiting' AND last_error IS NOT NULL ORDER BY next_at LIMIT 1");
  if (!query.step()) return std::nullopt;
  return query.row().text(0);
}

void update_attempt(db::Database& database, const QueuedMail& mail) {
  database
      .query("UPDATE mails SET recipient = ?, verified = ?, attempts = ?, next_at = ? WHERE id = ? AND state = 'waiting'",
             mail.recipient, mail.verified, mail.attempts, mail.next_at, mail.id)
      .run();
}

void set_retry(db::Database& database, const MailId& id, Instant next_at, std::string_view words) {
  database.query("UPDATE mails SET next_at = ?, last_error = ? WHERE id = ? AND state = 'waiting'", next_at, words, id).run();
}

void set_sent(db::Database& database, const MailId& id, Instant at) {
  database
      .query(
          "UPDATE mails SET state = 'sent', finished_at = ?, last_error = NULL, payload = '{}' WHERE id = ? AND state = 'waiting'",
          at, id)
      .run();
}

void set_failed(db::Database& database, const MailId& id, Instant at, std::string_view words) {
  database
      .query(
          "UPDATE mails SET state = 'failed', finished_at = ?, last_error = ?, payload = '{}' WHERE id = ? AND state = 'waiting'",
          at, words, id)
      .run();
}

void remove(db::Database& database, const MailId& id) { database.query("DELETE FROM mails WHERE id = ?", id).run(); }

}  // namespace store
}  // namespace seggwat::mail
