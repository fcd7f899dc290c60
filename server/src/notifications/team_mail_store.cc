#include "notifications/team_mail_store.h"

namespace seggwat::notifications::store {

void note_waiting(db::Database& database, const ThreadId& thread, Instant due_at) {
  database
      .query(
          "INSERT INTO team_mail_due (thread_id, due_at) VALUES (?1, ?2)"
          " ON CONFLICT (thread_id) DO UPDATE SET due_at = ?2 WHERE due_at IS NULL",
          thread, due_at)
      .run();
}

std::optional<Instant> find_next_team_due(db::Database& database) {
  auto rows = database.query("SELECT due_at FROM team_mail_due WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1");
  if (!rows.step()) return std::nullopt;
  return rows.row().instant(0);
}

void postpone_team_mail(db::Database& database, const ThreadId& thread, Instant due_at) {
  database.query("UPDATE team_mail_due SET due_at = ?2 WHERE thread_id = ?1 AND due_at IS NOT NULL", thread, due_at).run();
}

void close_team_mail(db::Database& database, const ThreadId& thread, std::int64_t mailed_seq) {
  database
      .query("UPDATE team_mail_due SET due_at = NULL, mailed_seq = max(mailed_seq, ?2) WHERE thread_id = ?1", thread, mailed_seq)
      .run();
}

std::vector<WaitingThread> list_team_due(db::Database& database, Instant now, int limit) {
  std::vector<WaitingThread> due;
  auto rows = database.query(
      "SELECT t.id, t.project_id, t.assignee_id, max(t.team_read_seq, d.mailed_seq), t.last_user_seq,"
      " t.status = 'resolved' OR u.blocked FROM team_mail_due d JOIN threads t ON t.id = d.thread_id"
      " JOIN end_users u ON u.key = t.user_key WHERE d.due_at <= ?1 ORDER BY d.due_at LIMIT ?2",
      now, limit);
  while (rows.step()) {
    const auto row = rows.row();
    due.push_back({.thread = row.id<ThreadId>(0),
                   .project = row.id<ProjectId>(1),
                   .assignee = row.maybe_id<MemberId>(2),
                   .after = row.integer(3),
                   .last_user_seq = row.integer(4),
                   .closed = row.flag(5)});
  }
  return due;
}

std::vector<Colleague> list_colleagues(db::Database& database, const ProjectId& project) {
  std::vector<Colleague> colleagues;
  auto rows = database.query(
      "SELECT m.id, m.email, coalesce(m.locale, ''), coalesce(p.team_mail, 1), m.last_seen_at, p.do_not_disturb_until, l.last_at"
      " FROM members m LEFT JOIN member_preferences p ON p.member_id = m.id LEFT JOIN team_mail_turns l ON l.member_id = m.id"
      " WHERE m.removed_at IS NULL AND (m.role <> 'Member' OR m.all_projects = 1 OR EXISTS"
      " (SELECT 1 FROM member_projects a WHERE a.member_id = m.id AND a.project_id = ?1))"
      " ORDER BY coalesce(l.last_at, 0), m.id",
      project);
  while (rows.step()) {
    const auto row = rows.row();
    colleagues.push_back({.id = row.id<MemberId>(0),
                          .email = row.text(1),
                          .locale = row.text(2),
                          .wants_mail = row.flag(3),
                          .last_seen_at = row.maybe_instant(4),
                          .disturbed_from = row.maybe_instant(5),
                          .mailed_at = row.maybe_instant(6)});
  }
  return colleagues;
}

void take_turn(db::Database& database, const MemberId& member, Instant at) {
  database
      .query("INSERT INTO team_mail_turns (member_id, last_at) VALUES (?1, ?2) ON CONFLICT (member_id) DO UPDATE SET last_at = ?2",
             member, at)
      .run();
}

Unread load_unread(db::Database& database, const ThreadId& thread, std::int64_t after, std::int64_t to, int limit) {
  Unread unread;
  auto frame = database.query(
      "SELECT coalesce(u.name, u.email, u.sub), p.name, t.project_id, max(t.team_read_seq, ?2) FROM threads t"
      " JOIN end_users u ON u.key = t.user_key JOIN projects p ON p.id = t.project_id WHERE t.id = ?1",
      thread, after);
  if (!frame.step()) return unread;
  unread.user = frame.row().text(0);
  unread.project_name = frame.row().text(1);
  unread.project = frame.row().id<ProjectId>(2);
  auto rows = database.query(
      "SELECT body FROM messages WHERE thread_id = ?1 AND note = 0 AND seq > ?2 AND seq <= ?3 AND author = x''"
      " AND deleted_at IS NULL ORDER BY seq",
      thread, frame.row().integer(3), to);
  while (rows.step()) {
    ++unread.count;
    if (unread.bodies.size() < static_cast<std::size_t>(limit)) unread.bodies.push_back(rows.row().text(0));
  }
  return unread;
}

}  // namespace seggwat::notifications::store
