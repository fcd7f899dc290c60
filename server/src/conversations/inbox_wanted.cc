#include <algorithm>

#include "conversations/conversation_store.h"
#include "conversations/inbox.h"
#include "conversations/tag_store.h"

// How many threads a filter names, without reading them. A walk down the list's own index that ends early: at `most`, or where the
// newest kLookedAt of a status have been looked at.
namespace seggwat::conversations {
namespace {

constexpr std::int64_t kLookedAt = 2'000;
constexpr std::int64_t kFewThreads = 2'000;  // with a tag: these are asked first

#define OF_STATUS                                                                                                           \
  "SELECT t.id AS candidate, t.last_user_seq, t.last_user_at FROM threads t WHERE t.project_id = ?1 AND t.status = ?2 AND " \
  "t.active_at >= ?3"
#define OF_TAG                                                                                                                   \
  "SELECT t.id AS candidate, t.last_user_seq, t.last_user_at FROM threads t WHERE t.id IN (SELECT x.thread_id FROM thread_tags " \
  "x WHERE x.tag_id = ?5) AND +t.project_id = ?1 AND +t.status = ?2 AND t.active_at >= ?3"
#define NEWEST " ORDER BY t.active_at DESC, t.id DESC LIMIT ?4"
#define COUNTED(CANDIDATES)                                                                                      \
  "SELECT count(*) FROM (SELECT 1 FROM (" CANDIDATES                                                             \
  ") WHERE (?5 IS NULL OR EXISTS (SELECT 1 FROM thread_tags y WHERE y.thread_id = candidate AND y.tag_id = ?5))" \
  " AND (?6 OR (last_user_seq > coalesce((SELECT r.seq FROM member_reads r WHERE r.member_id = ?7 AND "          \
  "r.thread_id = candidate), 0) AND last_user_at >= ?8)) LIMIT ?9)"

struct Counting {
  db::Database& database;
  const team::Member& caller;
  const InboxQuery& query;
  std::optional<TagId> tag;
  std::int64_t most;
};

db::Query ask(const Counting& of, bool few) {
  const bool anybody = of.query.assigned == AssigneeFilter::anybody;
  if (few) return of.database.query(COUNTED(OF_TAG " AND (?10 OR t.assignee_id IS ?11)" NEWEST));
  if (anybody) return of.database.query(COUNTED(OF_STATUS NEWEST));
  return of.database.query(COUNTED(OF_STATUS " AND t.assignee_id IS ?10" NEWEST));
}

std::int64_t count_status(const Counting& of, ThreadStatus status, bool few) {
  auto counted = ask(of, few);
  counted.bind(of.query.project).bind(to_text(status)).bind(of.query.since.value_or(Instant{})).bind(kLookedAt).bind(of.tag);
  counted.bind(of.query.unread == UnreadFilter::all).bind(of.caller.id).bind(of.caller.joined_at).bind(of.most);
  const bool anybody = of.query.assigned == AssigneeFilter::anybody;
  if (few) counted.bind(anybody);
  if (few || !anybody) counted.bind(of.query.assignee);
  counted.step();
  return counted.row().integer(0);
}

std::int64_t count_listed(Counting of) {
  if (of.query.tag) {
    const auto found = store::find_tag_by_name(of.database, of.query.project, *of.query.tag);
    if (!found) return 0;
    of.tag = found->id;
  }
  const bool few = of.tag && !store::is_on_more_than(of.database, *of.tag, kFewThreads);
  std::int64_t count = 0;
  for (const auto status : {ThreadStatus::open, ThreadStatus::snoozed, ThreadStatus::resolved}) {
    if (of.query.status && *of.query.status != status) continue;
    count += count_status(of, status, few);
  }
  return count;
}

// There are few of these, whatever the size of the project.
std::int64_t count_mentions(const Counting& of) {
  auto query = of.query;
  query.limit = static_cast<int>(of.most);
  return static_cast<std::int64_t>(list_threads_of(of.database, of.caller, query).rows.size());
}

}  // namespace

std::int64_t count_wanted(db::Database& database, const team::Member& caller, const std::vector<ProjectId>& projects,
                          const InboxQuery& query, std::int64_t most) {
  auto asked = query;
  std::int64_t count = 0;
  for (const auto& project : projects) {
    asked.project = project;
    const Counting of{database, caller, asked, std::nullopt, most - count};
    count += query.mentions == MentionFilter::all ? count_listed(of) : count_mentions(of);
    if (count >= most) return most;
  }
  return count;
}

}  // namespace seggwat::conversations
