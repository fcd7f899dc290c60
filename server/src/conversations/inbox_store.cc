#include <algorithm>
#include <array>
#include <limits>

#include "base/secret.h"
#include "base/text.h"
#include "conversations/conversation_store.h"
#include "conversations/inbox.h"
#include "conversations/tag_store.h"
#include "conversations/thread_columns.h"

namespace seggwat::conversations {
namespace {

constexpr std::array kAllStatuses{ThreadStatus::open, ThreadStatus::snoozed, ThreadStatus::resolved};

// Every list is one walk down an index that is already in newest-activity order: one status, and perhaps one assignee.
#define AFTER_CURSOR " AND (t.active_at, t.id) < (?3, ?4)"
#define UNREAD_BY                                                                            \
  " AND t.last_user_seq > coalesce((SELECT r.seq FROM member_reads r WHERE r.member_id = ?6" \
  " AND r.thread_id = t.id), 0) AND t.last_user_at >= ?7"
#define WITH_TAG(TAG) \
  " AND (" TAG " IS NULL OR EXISTS (SELECT 1 FROM thread_tags x WHERE x.thread_id = t.id AND x.tag_id = " TAG "))"
#define SINCE(MOMENT) " AND t.active_at >= " MOMENT
#define NEWEST_FIRST " ORDER BY t.active_at DESC, t.id DESC LIMIT ?5"

InboxCursor start_of_list() {
  InboxCursor start{Instant{Milliseconds{std::numeric_limits<std::int64_t>::max()}}, {}};
  start.id.uuid.bytes.fill(0xFF);
  return start;
}

// Below which place a list goes on: the cursor's, or the moment it is to end before.
InboxCursor start_of(const InboxQuery& query) {
  auto start = query.after.value_or(start_of_list());
  if (query.until && *query.until <= start.active_at) start = {*query.until, {}};
  return start;
}

Instant since(const InboxQuery& query) { return query.since.value_or(Instant{}); }

std::vector<Thread> threads_from(db::Query query) {
  std::vector<Thread> threads;
  while (query.step()) threads.push_back(store::thread_from(query.row()));
  return threads;
}

std::int64_t single_count(db::Query query) {
  query.step();
  return query.row().integer(0);
}

// A tag that few threads have is asked first: the walk down the status would pass by thousands of others.
constexpr std::int64_t kFewThreads = 2'000;

std::vector<Thread> list_few(db::Database& database, const team::Member& caller, const InboxQuery& query, ThreadStatus status,
                             const TagId& tag) {
  const auto after = start_of(query);
  const bool anybody = query.assigned == AssigneeFilter::anybody;
  const bool read_too = query.unread == UnreadFilter::all;
  return threads_from(
      database.query(THREAD_QUERY
                     " WHERE t.id IN (SELECT x.thread_id FROM thread_tags x WHERE x.tag_id = ?9)"
                     " AND +t.project_id = ?1 AND +t.status = ?2" AFTER_CURSOR " AND (?10 OR t.assignee_id IS ?8)"
                     " AND (?11 OR (t.last_user_seq > coalesce((SELECT r.seq FROM member_reads r WHERE r.member_id = ?6"
                     " AND r.thread_id = t.id), 0) AND t.last_user_at >= ?7))" SINCE("?12") NEWEST_FIRST,
                     query.project, to_text(status), after.active_at, after.id, query.limit + 1, caller.id, caller.joined_at,
                     query.assignee, tag, anybody, read_too, since(query)));
}

// So few unread ones are put in order by themselves: the walk down the status would pass by all that is read.
constexpr std::int64_t kFewUnread = 5'000;

std::int64_t count_unread_threads(db::Database& database, const team::Member& caller, const ProjectId& project) {
  return single_count(database.query("SELECT coalesce(sum(threads), 0) FROM unread_counts WHERE member_id = ?1 AND project_id = ?2",
                                     caller.id, project));
}

std::vector<Thread> list_few_unread(db::Database& database, const team::Member& caller, const InboxQuery& query,
                                    ThreadStatus status, const std::optional<TagId>& tag) {
  const auto after = start_of(query);
  const bool anybody = query.assigned == AssigneeFilter::anybody;
  return threads_from(database.query(THREAD_QUERY
                                     " WHERE t.id IN (SELECT t.id FROM unread_threads n CROSS JOIN threads t ON t.id = n.thread_id"
                                     " WHERE n.member_id = ?6 AND n.project_id = ?1 AND +t.status = ?2" AFTER_CURSOR
                                     " AND (?8 OR t.assignee_id IS ?7)" WITH_TAG("?9") SINCE("?10") NEWEST_FIRST
                                     ") ORDER BY t.active_at DESC, t.id DESC",
                                     query.project, to_text(status), after.active_at, after.id, query.limit + 1, caller.id,
                                     query.assignee, anybody, tag, since(query)));
}

std::vector<Thread> list_unread(db::Database& database, const team::Member& caller, const InboxQuery& query, ThreadStatus status,
                                const std::optional<TagId>& tag) {
  const auto after = start_of(query);
  const int limit = query.limit + 1;
  if (query.assigned == AssigneeFilter::anybody) {
    return threads_from(database.query(
        THREAD_QUERY " WHERE t.project_id = ?1 AND t.status = ?2" AFTER_CURSOR UNREAD_BY WITH_TAG("?8") SINCE("?9") NEWEST_FIRST,
        query.project, to_text(status), after.active_at, after.id, limit, caller.id, caller.joined_at, tag, since(query)));
  }
  return threads_from(database.query(
      THREAD_QUERY " WHERE t.project_id = ?1 AND t.status = ?2 AND t.assignee_id IS ?8" AFTER_CURSOR UNREAD_BY WITH_TAG("?9")
          SINCE("?10") NEWEST_FIRST,
      query.project, to_text(status), after.active_at, after.id, limit, caller.id, caller.joined_at, query.assignee, tag,
      since(query)));
}

std::vector<Thread> list_status(db::Database& database, const team::Member& caller, const InboxQuery& query, ThreadStatus status,
                                const std::optional<TagId>& tag) {
  const auto after = start_of(query);
  if (query.unread == UnreadFilter::unread_only) {
    return count_unread_threads(database, caller, query.project) <= kFewUnread
               ? list_few_unread(database, caller, query, status, tag)
               : list_unread(database, caller, query, status, tag);
  }
  const int limit = query.limit + 1;
  if (query.assigned == AssigneeFilter::anybody) {
    return threads_from(database.query(THREAD_QUERY " WHERE t.project_id = ?1 AND t.status = ?2" AFTER_CURSOR WITH_TAG("?6")
                                           SINCE("?7") NEWEST_FIRST,
                                       query.project, to_text(status), after.active_at, after.id, limit, tag, since(query)));
  }
  return threads_from(
      database.query(THREAD_QUERY " WHERE t.project_id = ?1 AND t.status = ?2 AND t.assignee_id IS ?6" AFTER_CURSOR WITH_TAG("?7")
                         SINCE("?8") NEWEST_FIRST,
                     query.project, to_text(status), after.active_at, after.id, limit, query.assignee, tag, since(query)));
}

bool newer(const Thread& a, const Thread& b) { return a.active_at != b.active_at ? a.active_at > b.active_at : a.id > b.id; }

std::vector<Thread> list_any_status(db::Database& database, const team::Member& caller, const InboxQuery& query) {
  std::vector<Thread> merged;
  std::optional<TagId> tag;
  if (query.tag) {
    const auto found = store::find_tag_by_name(database, query.project, *query.tag);
    if (!found) return merged;
    tag = found->id;
  }
  const bool few = tag && !store::is_on_more_than(database, *tag, kFewThreads);
  for (const auto status : kAllStatuses) {
    if (query.status && *query.status != status) continue;
    auto part = few ? list_few(database, caller, query, status, *tag) : list_status(database, caller, query, status, tag);
    std::ranges::move(part, std::back_inserter(merged));
  }
  std::ranges::sort(merged, newer);
  return merged;
}

// The few threads in which the caller was mentioned, whatever their number in the project.
std::vector<Thread> list_mentions(db::Database& database, const team::Member& caller, const InboxQuery& query) {
  const auto after = start_of(query);
  std::vector<ThreadId> ids;
  {
    auto found = database.query(
        "SELECT DISTINCT n.thread_id FROM notifications n JOIN threads t ON t.id = n.thread_id WHERE n.member_id = ?1"
        " AND n.kind = 'mention' AND t.project_id = ?2 AND (t.active_at, t.id) < (?3, ?4) ORDER BY t.active_at DESC, t.id DESC",
        caller.id, query.project, after.active_at, after.id);
    while (found.step()) ids.push_back(found.row().id<ThreadId>(0));
  }
  std::vector<Thread> threads;
  for (const auto& id : ids) {
    auto thread = store::find_thread(database, id);
    if (thread && is_wanted(database, caller, *thread, query)) threads.push_back(std::move(*thread));
    if (threads.size() > static_cast<std::size_t>(query.limit)) break;
  }
  return threads;
}

bool is_mentioned(db::Database& database, const MemberId& member, const ThreadId& thread) {
  return database
      .query("SELECT 1 FROM notifications WHERE member_id = ?1 AND kind = 'mention' AND thread_id = ?2 LIMIT 1", member, thread)
      .step();
}

bool is_assigned_as_wanted(const Thread& thread, const InboxQuery& query) {
  if (query.assigned == AssigneeFilter::anybody) return true;
  return thread.assignee == query.assignee;
}

bool is_unread_by(db::Database& database, const team::Member& caller, const Thread& thread) {
  const auto mark = store::find_mark(database, caller.id, thread.id).value_or(store::MemberMark{});
  return thread.last_user_seq > mark.seq && thread.last_user_at >= caller.joined_at;
}

bool has_tag(db::Database& database, const ThreadId& thread, const std::string& folded) {
  return database
      .query(
          "SELECT 1 FROM thread_tags x JOIN tags g ON g.id = x.tag_id WHERE x.thread_id = ?1 AND g.folded = ?2"
          " AND g.removed_at IS NULL LIMIT 1",
          thread, folded)
      .step();
}

}  // namespace

bool is_wanted(db::Database& database, const team::Member& caller, const Thread& thread, const InboxQuery& query) {
  if (query.status && thread.status != *query.status) return false;
  if (!is_assigned_as_wanted(thread, query)) return false;
  if (query.since && thread.active_at < *query.since) return false;
  if (query.until && thread.active_at >= *query.until) return false;
  if (query.unread == UnreadFilter::unread_only && !is_unread_by(database, caller, thread)) return false;
  if (query.tag && !has_tag(database, thread.id, *query.tag)) return false;
  return query.mentions == MentionFilter::all || is_mentioned(database, caller.id, thread.id);
}

std::int64_t unread_in(db::Database& database, const team::Member& caller, const Thread& thread) {
  const auto mark = store::find_mark(database, caller.id, thread.id).value_or(store::MemberMark{});
  if (thread.last_user_seq <= mark.seq) return 0;
  return store::count_unread_of_member(database, thread.id, mark.seq, caller.joined_at);
}

InboxPage list_threads_of(db::Database& database, const team::Member& caller, const InboxQuery& query) {
  auto threads =
      query.mentions == MentionFilter::all ? list_any_status(database, caller, query) : list_mentions(database, caller, query);
  InboxPage page;
  const auto limit = static_cast<std::size_t>(query.limit);
  if (threads.size() > limit) {
    threads.resize(limit);
    page.next = InboxCursor{threads.back().active_at, threads.back().id};
  }
  for (auto& thread : threads) {
    const auto unread = unread_in(database, caller, thread);
    page.rows.push_back({std::move(thread), unread});
  }
  return page;
}

InboxCounts count_threads(db::Database& database, const team::Member& caller, const ProjectId& project) {
  const auto of_status = [&](ThreadStatus status) {
    return single_count(database.query("SELECT coalesce(sum(threads), 0) FROM thread_counts WHERE project_id = ?1 AND status = ?2",
                                       project, to_text(status)));
  };
  const auto open_of = [&](const std::optional<MemberId>& assignee) {
    return single_count(
        database.query("SELECT coalesce(sum(threads), 0) FROM thread_counts WHERE project_id = ?1 AND status = 'open'"
                       " AND assignee_id = coalesce(?2, x'')",
                       project, assignee));
  };
  InboxCounts counts;
  counts.open = of_status(ThreadStatus::open);
  counts.snoozed = of_status(ThreadStatus::snoozed);
  counts.mine = open_of(caller.id);
  counts.unassigned = open_of(std::nullopt);
  counts.unread = count_unread_threads(database, caller, project);
  return counts;
}

std::string to_text(const InboxCursor& cursor) {
  return to_base64url(std::to_string(to_millis(cursor.active_at)) + "." + to_string(cursor.id));
}

std::optional<InboxCursor> parse_inbox_cursor(std::string_view text) {
  const auto plain = from_base64url(text);
  if (!plain) return std::nullopt;
  const auto dot = plain->find('.');
  if (dot == std::string::npos) return std::nullopt;
  const auto millis = parse_natural(std::string_view(*plain).substr(0, dot));
  const auto id = ThreadId::parse(std::string_view(*plain).substr(dot + 1));
  if (!millis || !id) return std::nullopt;
  return InboxCursor{from_millis(*millis), *id};
}

std::string hit_cursor_text(std::int64_t hit) { return to_base64url("hit." + std::to_string(hit)); }

std::optional<std::int64_t> parse_hit_cursor(std::string_view text) {
  const auto plain = from_base64url(text);
  if (!plain || !plain->starts_with("hit.")) return std::nullopt;
  return parse_natural(std::string_view(*plain).substr(4));
}

}  // namespace seggwat::conversations
