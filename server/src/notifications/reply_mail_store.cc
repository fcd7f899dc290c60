#include "notifications/reply_mail_store.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"

namespace seggwat::notifications::store {
namespace {

std::vector<std::string> texts_of(std::string_view list) {
  std::vector<std::string> texts;
  const auto parsed = parse_json(list);
  if (!parsed || !parsed->is_array()) return texts;
  for (const auto& each : parsed->get_array()) {
    if (each.is_string()) texts.emplace_back(each.get_string());
  }
  return texts;
}

// {"appearance":{"color":"#…"}}
std::string accent_of(std::string_view widget) {
  const auto settings = parse_json_object(widget);
  if (!settings) return {};
  const auto* appearance = settings->if_contains("appearance");
  const auto* colour = appearance != nullptr && appearance->is_object() ? appearance->get_object().if_contains("color") : nullptr;
  return colour != nullptr && colour->is_string() ? std::string(colour->get_string()) : std::string();
}

}  // namespace

void note_reply(db::Database& database, const ThreadId& thread, Instant at) {
  database
      .query(
          "INSERT INTO mail_due (thread_id, oldest_at, newest_at) VALUES (?, ?, ?)"
          " ON CONFLICT (thread_id) DO UPDATE SET newest_at = excluded.newest_at",
          thread, at, at)
      .run();
}

std::optional<Due> find_due(db::Database& database, const ThreadId& thread) {
  auto query = database.query("SELECT oldest_at, newest_at FROM mail_due WHERE thread_id = ?", thread);
  if (!query.step()) return std::nullopt;
  return Due{query.row().instant(0), query.row().instant(1)};
}

void set_due(db::Database& database, const ThreadId& thread, const Due& due) {
  database.query("UPDATE mail_due SET oldest_at = ?, newest_at = ? WHERE thread_id = ?", due.oldest, due.newest, thread).run();
}

void clear_due(db::Database& database, const ThreadId& thread) {
  database.query("DELETE FROM mail_due WHERE thread_id = ?", thread).run();
}

std::optional<ThreadId> find_due_thread_of(db::Database& database, const ProjectId& project, const std::string& sub) {
  auto query = database.query(
      "SELECT t.id FROM end_users u JOIN threads t ON t.user_key = u.key JOIN mail_due d ON d.thread_id = t.id"
      " WHERE u.project_id = ? AND u.sub = ?",
      project, sub);
  if (!query.step()) return std::nullopt;
  return query.row().id<ThreadId>(0);
}

std::vector<DueThread> list_due(db::Database& database) {
  // CROSS JOIN keeps the order: few threads wait, many users exist.
  auto query = database.query(
      "SELECT d.thread_id, d.oldest_at, d.newest_at FROM mail_due d CROSS JOIN threads t ON t.id = d.thread_id"
      " CROSS JOIN end_users u ON u.key = t.user_key WHERE u.email IS NOT NULL AND u.mail_off = 0 AND u.blocked = 0");
  std::vector<DueThread> all;
  while (query.step()) {
    const auto row = query.row();
    all.push_back({row.id<ThreadId>(0), {row.instant(1), row.instant(2)}});
  }
  return all;
}

bool Addressee::reachable() const { return !mail_off && !blocked && email && is_email_address(*email); }

std::optional<Addressee> find_addressee(db::Database& database, const ThreadId& thread) {
  auto query = database.query(
      "SELECT t.project_id, u.sub, u.email, u.email_verified, u.mail_off, u.blocked, t.user_read_seq"
      " FROM threads t JOIN end_users u ON u.key = t.user_key WHERE t.id = ?",
      thread);
  if (!query.step()) return std::nullopt;
  const auto row = query.row();
  return Addressee{.project = row.id<ProjectId>(0),
                   .sub = row.text(1),
                   .email = row.maybe_text(2),
                   .verified = row.flag(3),
                   .mail_off = row.flag(4),
                   .blocked = row.flag(5),
                   .read_seq = row.integer(6)};
}

std::optional<LastMail> find_last_mail(db::Database& database, const ThreadId& thread) {
  auto query = database.query("SELECT to_seq, state FROM mails WHERE thread_id = ? ORDER BY to_seq DESC LIMIT 1", thread);
  if (!query.step()) return std::nullopt;
  return LastMail{query.row().integer(0), query.row().text(1) == "waiting"};
}

std::vector<Waiting> list_replies(db::Database& database, const ThreadId& thread, std::int64_t after, int limit) {
  auto query = database.query(
      "SELECT seq, created_at FROM messages WHERE thread_id = ? AND seq > ? AND note = 0 AND author <> x'' AND deleted_at IS NULL"
      " ORDER BY seq LIMIT ?",
      thread, after, limit);
  std::vector<Waiting> replies;
  while (query.step()) replies.push_back({query.row().integer(0), query.row().instant(1)});
  return replies;
}

std::optional<Instant> find_nth_mail_to(db::Database& database, const std::string& recipient, int count) {
  auto query =
      database.query("SELECT created_at FROM mails WHERE recipient = ? AND verified = 0 ORDER BY created_at DESC LIMIT 1 OFFSET ?",
                     recipient, count - 1);
  if (!query.step()) return std::nullopt;
  return query.row().instant(0);
}

std::optional<Instant> find_nth_mail_of(db::Database& database, const ThreadId& thread, int count) {
  auto query = database.query(
      "SELECT created_at FROM mails WHERE thread_id = ? AND verified = 0 ORDER BY to_seq DESC LIMIT 1 OFFSET ?", thread, count - 1);
  if (!query.step()) return std::nullopt;
  return query.row().instant(0);
}

std::optional<Frame> find_frame(db::Database& database, const ThreadId& thread) {
  auto query = database.query(
      "SELECT p.name, p.widget, p.allowed_origins, p.site_url, t.page_url, t.page_origin, u.name, u.locale, t.user_read_seq"
      " FROM threads t JOIN projects p ON p.id = t.project_id JOIN end_users u ON u.key = t.user_key WHERE t.id = ?",
      thread);
  if (!query.step()) return std::nullopt;
  const auto row = query.row();
  return Frame{.project_name = row.text(0),
               .accent = accent_of(row.text(1)),
               .site = {texts_of(row.text(2)), row.maybe_text(3), row.maybe_text(4), row.maybe_text(5)},
               .user_name = row.maybe_text(6),
               .locale = row.maybe_text(7).value_or("en"),
               .read_seq = row.integer(8)};
}

std::vector<Reply> list_mail_replies(db::Database& database, const ThreadId& thread, std::int64_t from, std::int64_t to) {
  auto query = database.query(
      // The index gives the names in their order.
      "SELECT a.name, m.body, (SELECT json_group_array(x.name) FROM attachments x WHERE x.message_id = m.id)"
      " FROM messages m LEFT JOIN members a ON a.id = m.author"
      " WHERE m.thread_id = ? AND m.seq BETWEEN ? AND ? AND m.note = 0 AND m.author <> x'' AND m.deleted_at IS NULL ORDER BY m.seq",
      thread, from, to);
  std::vector<Reply> replies;
  while (query.step()) {
    const auto row = query.row();
    replies.push_back({row.maybe_text(0).value_or(""), row.text(1), texts_of(row.text(2))});
  }
  return replies;
}

std::vector<std::string> list_references(db::Database& database, const ThreadId& thread, std::int64_t before) {
  std::vector<std::string> ids;
  auto newest = database.query(
      "SELECT message_id FROM mails WHERE thread_id = ? AND to_seq < ? AND state = 'sent' ORDER BY to_seq DESC LIMIT 9", thread,
      before);
  while (newest.step()) ids.push_back(newest.row().text(0));
  auto first = database.query(
      "SELECT message_id FROM mails WHERE thread_id = ? AND to_seq < ? AND state = 'sent' ORDER BY to_seq LIMIT 1", thread, before);
  if (first.step() && std::ranges::find(ids, first.row().text(0)) == ids.end()) ids.push_back(first.row().text(0));
  std::ranges::reverse(ids);
  return ids;
}

bool turn_mail_off(db::Database& database, const ThreadId& thread) {
  database
      .query("UPDATE end_users SET mail_off = 1 WHERE key = (SELECT user_key FROM threads WHERE id = ?) AND mail_off = 0", thread)
      .run();
  return database.changes() > 0;
}

}  // namespace seggwat::notifications::store
