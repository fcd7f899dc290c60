#include "notifications/notification_store.h"

#include <algorithm>
#include <limits>

#include "attachments/attachment.h"
#include "base/text.h"

namespace seggwat::notifications::store {
namespace {

constexpr std::size_t kPreview = 140;

#define STORED_COLUMNS                                                                                                       \
  "SELECT n.id, n.kind, n.project_id, n.member_id, n.thread_id, n.feedback_id, n.title, n.preview, n.created_at, r.read_at," \
  " coalesce(n.reason, '')"                                                                                                  \
  " FROM notifications n LEFT JOIN notification_reads r ON r.notification_id = n.id AND r.member_id = ?1"
#define OLDER_THAN_CURSOR " AND (n.created_at, n.id) < (?2, ?3) AND n.created_at > ?4"
#define NEWEST_STORED " ORDER BY n.created_at DESC, n.id DESC LIMIT ?5"

// The thread's newest user message speaks for all of them.
#define DERIVED_COLUMNS                                                                                                   \
  "SELECT t.id, t.project_id, coalesce(u.name, u.email, u.sub), m.body, t.last_user_at, r.read_at,"                       \
  " t.last_user_seq <= max(coalesce(r.seq, 0), coalesce(r.dismissed, 0)),"                                                \
  " (SELECT count(*) FROM messages c WHERE c.thread_id = t.id AND c.note = 0 AND c.author = x'' AND c.deleted_at IS NULL" \
  "  AND c.seq > max(coalesce(r.seq, 0), coalesce(r.dismissed, 0)) AND c.created_at > ?4),"                               \
  " (SELECT x.name FROM attachments x WHERE x.message_id = m.id ORDER BY x.position LIMIT 1)"                             \
  " FROM threads t JOIN end_users u ON u.key = t.user_key"                                                                \
  " JOIN messages m ON m.thread_id = t.id AND m.seq = t.last_user_seq AND m.note = 0"                                     \
  " LEFT JOIN member_reads r ON r.thread_id = t.id AND r.member_id = ?1"                                                  \
  " WHERE t.project_id = ?6 AND (t.last_user_at, t.id) < (?2, ?3) AND t.last_user_at > ?4"
#define NEWEST_DERIVED " ORDER BY t.last_user_at DESC, t.id DESC LIMIT ?5"

struct Window {
  BellCursor before;
  Instant since;       // when the member joined
  Instant read_until;  // "all read" up to here
};

Instant read_until(db::Database& database, const MemberId& member) {
  auto found = database.query("SELECT read_until FROM bell_marks WHERE member_id = ?1", member);
  return found.step() ? found.row().instant(0) : Instant{};
}

Window window_of(db::Database& database, const BellQuery& query) {
  Window window;
  window.before.created_at = Instant{Milliseconds{std::numeric_limits<std::int64_t>::max()}};
  window.before.id.uuid.bytes.fill(0xFF);
  if (query.after) window.before = *query.after;
  window.read_until = read_until(database, query.member.id);
  window.since = query.member.joined_at - Milliseconds{1};
  if (query.which == Which::unread) window.since = std::max(window.since, window.read_until);
  return window;
}

Notification stored_from(const db::Row& row, Instant read_until_mark) {
  Notification notification{.id = row.id<NotificationId>(0),
                            .kind = parse_kind(row.text(1)).value_or(Kind::mention),
                            .project = row.id<ProjectId>(2),
                            .only_for = row.maybe_id<MemberId>(3),
                            .thread = row.maybe_id<ThreadId>(4),
                            .feedback = row.maybe_id<FeedbackId>(5),
                            .title = row.text(6),
                            .preview = row.text(7),
                            .created_at = row.instant(8),
                            .read_at = row.maybe_instant(9)};
  notification.reason = row.text(10);
  if (notification.reason == kReturned && !notification.only_for) notification.kind = Kind::message;
  if (!notification.read_at && notification.created_at <= read_until_mark) notification.read_at = read_until_mark;
  return notification;
}

Notification derived_from(const db::Row& row, Instant read_until_mark) {
  Notification notification{.id = {row.uuid(0)},
                            .kind = Kind::message,
                            .project = row.id<ProjectId>(1),
                            .thread = row.id<ThreadId>(0),
                            .title = row.text(2),
                            .preview = attachments::preview_of(row.text(3), row.maybe_text(8), kPreview),
                            .created_at = row.instant(4)};
  if (row.flag(6)) notification.read_at = row.maybe_instant(5);
  if (!notification.read_at && notification.created_at <= read_until_mark) notification.read_at = read_until_mark;
  notification.count = std::max<std::int64_t>(1, row.integer(7));
  return notification;
}

void take(db::Query query, Notification (*from)(const db::Row&, Instant), Instant mark, std::vector<Notification>& into) {
  while (query.step()) into.push_back(from(query.row(), mark));
}

void take_own(db::Database& database, const BellQuery& query, const Window& window, std::vector<Notification>& into) {
  const auto& [before, since, mark] = window;
  const int limit = query.limit + 1;
  if (query.which == Which::all) {
    take(database.query(STORED_COLUMNS " WHERE n.member_id = ?1" OLDER_THAN_CURSOR NEWEST_STORED, query.member.id,
                        before.created_at, before.id, since, limit),
         stored_from, mark, into);
    return;
  }
  take(database.query(STORED_COLUMNS " WHERE n.member_id = ?1 AND r.read_at IS NULL" OLDER_THAN_CURSOR NEWEST_STORED,
                      query.member.id, before.created_at, before.id, since, limit),
       stored_from, mark, into);
}

void take_shared(db::Database& database, const BellQuery& query, const ProjectId& project, const Window& window,
                 std::vector<Notification>& into) {
  const auto& [before, since, mark] = window;
  const int limit = query.limit + 1;
  if (query.which == Which::all) {
    take(database.query(STORED_COLUMNS " WHERE n.project_id = ?6 AND n.member_id IS NULL" OLDER_THAN_CURSOR NEWEST_STORED,
                        query.member.id, before.created_at, before.id, since, limit, project),
         stored_from, mark, into);
    take(database.query(DERIVED_COLUMNS NEWEST_DERIVED, query.member.id, before.created_at, before.id, since, limit, project),
         derived_from, mark, into);
    return;
  }
  take(database.query(STORED_COLUMNS
                      " WHERE n.project_id = ?6 AND n.member_id IS NULL AND r.read_at IS NULL" OLDER_THAN_CURSOR NEWEST_STORED,
                      query.member.id, before.created_at, before.id, since, limit, project),
       stored_from, mark, into);
  take(database.query(DERIVED_COLUMNS " AND t.last_user_seq > max(coalesce(r.seq, 0), coalesce(r.dismissed, 0))" NEWEST_DERIVED,
                      query.member.id, before.created_at, before.id, since, limit, project),
       derived_from, mark, into);
}

std::int64_t number(db::Query query) {
  query.step();
  return query.row().integer(0);
}

}  // namespace

namespace {

// `message` notifications are derived and never stored, but for a conversation of nobody that has returned.
Kind stored_kind(const Notification& notification) {
  return notification.kind == Kind::message ? Kind::assigned : notification.kind;
}

}  // namespace

void insert(db::Database& database, const Notification& notification) {
  database
      .query(
          "INSERT INTO notifications (id, kind, project_id, member_id, thread_id, feedback_id, title, preview, created_at,"
          " message_id, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, nullif(?11, ''))",
          notification.id, to_text(stored_kind(notification)), notification.project, notification.only_for, notification.thread,
          notification.feedback, notification.title, notification.preview, notification.created_at, notification.message,
          notification.reason)
      .run();
}

std::optional<Notification> find(db::Database& database, const NotificationId& id) {
  auto found = database.query(STORED_COLUMNS " WHERE n.id = ?2", db::Blob{}, id);
  if (!found.step()) return std::nullopt;
  return stored_from(found.row(), Instant{});
}

std::optional<Notification> find_of_thread(db::Database& database, const ThreadId& thread) {
  auto found = database.query(
      "SELECT t.id, t.project_id, coalesce(u.name, u.email, u.sub), m.body, t.last_user_at, NULL, 0,"
      " (SELECT count(*) FROM messages c WHERE c.thread_id = t.id AND c.note = 0 AND c.author = x'' AND c.deleted_at IS NULL"
      "  AND c.seq > t.team_read_seq),"
      " (SELECT x.name FROM attachments x WHERE x.message_id = m.id ORDER BY x.position LIMIT 1)"
      " FROM threads t JOIN end_users u ON u.key = t.user_key"
      " JOIN messages m ON m.thread_id = t.id AND m.seq = t.last_user_seq AND m.note = 0"
      " WHERE t.id = ?1 AND t.last_user_seq > t.team_read_seq",
      thread);
  if (!found.step()) return std::nullopt;
  return derived_from(found.row(), Instant{});
}

std::vector<Notification> list(db::Database& database, const BellQuery& query) {
  const auto window = window_of(database, query);
  std::vector<Notification> all;
  take_own(database, query, window, all);
  for (const auto& project : query.projects) take_shared(database, query, project, window, all);
  std::ranges::sort(all, [](const Notification& a, const Notification& b) {
    return a.created_at != b.created_at ? a.created_at > b.created_at : a.id > b.id;
  });
  all.resize(std::min(all.size(), static_cast<std::size_t>(query.limit) + 1));
  return all;
}

std::int64_t count_unread(db::Database& database, const team::Member& member, const std::vector<ProjectId>& projects) {
  const auto since = std::max(member.joined_at - Milliseconds{1}, read_until(database, member.id));
  auto unread =
      number(database.query("SELECT count(*) FROM notifications n WHERE n.member_id = ?1 AND n.created_at > ?2 AND NOT EXISTS"
                            " (SELECT 1 FROM notification_reads r WHERE r.notification_id = n.id AND r.member_id = ?1)",
                            member.id, since));
  for (const auto& project : projects) {
    unread += number(database.query(
        "SELECT count(*) FROM notifications n WHERE n.project_id = ?3 AND n.member_id IS NULL AND n.created_at > ?2 AND NOT EXISTS"
        " (SELECT 1 FROM notification_reads r WHERE r.notification_id = n.id AND r.member_id = ?1)",
        member.id, since, project));
    unread +=
        number(database.query("SELECT count(*) FROM threads t LEFT JOIN member_reads r ON r.thread_id = t.id AND r.member_id = ?1"
                              " WHERE t.project_id = ?3 AND t.last_user_at > ?2"
                              " AND t.last_user_seq > max(coalesce(r.seq, 0), coalesce(r.dismissed, 0))",
                              member.id, since, project));
  }
  return unread;
}

Instant joined_at(db::Database& database, const MemberId& member) {
  auto found = database.query("SELECT joined_at FROM members WHERE id = ?1", member);
  return found.step() ? found.row().instant(0) : Instant{};
}

void forget_message(db::Database& database, const ThreadId& thread, const MessageId& message, std::string_view preview) {
  database
      .query(
          "DELETE FROM notification_reads WHERE notification_id IN"
          " (SELECT id FROM notifications WHERE thread_id = ?1 AND message_id = ?2)",
          thread, message)
      .run();
  database.query("DELETE FROM notifications WHERE thread_id = ?1 AND message_id = ?2", thread, message).run();
  database.query("UPDATE notifications SET preview = '' WHERE thread_id = ?1 AND preview = ?2", thread, preview).run();
}

bool may_be_told(db::Database& database, const MemberId& member, const ProjectId& project) {
  auto found = database.query(
      "SELECT 1 FROM members m WHERE m.id = ?1 AND m.removed_at IS NULL AND (m.role <> 'Member' OR m.all_projects = 1 OR EXISTS"
      " (SELECT 1 FROM member_projects a WHERE a.member_id = m.id AND a.project_id = ?2))",
      member, project);
  return found.step();
}

void mark_read(db::Database& database, const MemberId& member, const NotificationId& id, Instant now) {
  database
      .query(
          "INSERT OR IGNORE INTO notification_reads (member_id, notification_id, read_at)"
          " SELECT ?1, n.id, ?3 FROM notifications n WHERE n.id = ?2 AND (n.member_id = ?1 OR n.member_id IS NULL)",
          member, id, now)
      .run();
}

void mark_thread_read(db::Database& database, const MemberId& member, const ThreadId& thread, Instant now) {
  database
      .query(
          "INSERT OR IGNORE INTO notification_reads (member_id, notification_id, read_at)"
          " SELECT ?1, n.id, ?3 FROM notifications n WHERE n.thread_id = ?2 AND (n.member_id = ?1 OR n.member_id IS NULL)",
          member, thread, now)
      .run();
}

void mark_all_read(db::Database& database, const MemberId& member, Instant now) {
  database
      .query(
          "INSERT INTO bell_marks (member_id, read_until) VALUES (?1, ?2)"
          " ON CONFLICT (member_id) DO UPDATE SET read_until = max(read_until, ?2)",
          member, now)
      .run();
}

}  // namespace seggwat::notifications::store
