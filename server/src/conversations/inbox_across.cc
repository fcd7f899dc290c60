#include <algorithm>

#include "conversations/conversation_store.h"
#include "conversations/inbox.h"

namespace seggwat::conversations {
namespace {

bool newer(const InboxRow& a, const InboxRow& b) {
  return a.thread.active_at != b.thread.active_at ? a.thread.active_at > b.thread.active_at : a.thread.id > b.thread.id;
}

}  // namespace

// Each project's list is a walk down its own index; what is older than a page that is already full is not asked for.
InboxPage list_threads_across(db::Database& database, const team::Member& caller, const std::vector<ProjectId>& projects,
                              const InboxQuery& query) {
  const auto limit = static_cast<std::size_t>(query.limit);
  auto asked = query;
  InboxPage merged;
  bool more = false;
  for (const auto& project : projects) {
    asked.project = project;
    auto page = list_threads_of(database, caller, asked);
    more = more || page.next.has_value();
    std::ranges::move(page.rows, std::back_inserter(merged.rows));
    std::ranges::sort(merged.rows, newer);
    if (merged.rows.size() > limit) {
      merged.rows.resize(limit);
      more = true;
    }
    if (more && merged.rows.size() == limit) asked.since = merged.rows.back().thread.active_at;
  }
  if (more) merged.next = InboxCursor{merged.rows.back().thread.active_at, merged.rows.back().thread.id};
  return merged;
}

InboxCounts count_threads_across(db::Database& database, const team::Member& caller, const std::vector<ProjectId>& projects) {
  InboxCounts all;
  for (const auto& project : projects) {
    const auto one = count_threads(database, caller, project);
    all.open += one.open;
    all.mine += one.mine;
    all.unassigned += one.unassigned;
    all.snoozed += one.snoozed;
    all.unread += one.unread;
  }
  return all;
}

InboxPage search_threads(db::Database& database, const team::Member& caller, const std::vector<ProjectId>& projects,
                         const InboxQuery& query, const search::Find& find) {
  InboxPage page;
  std::vector<Thread> admitted;
  const search::Request request{.projects = projects,
                                .query = *query.words,
                                .after = query.after_hit,
                                .limit = static_cast<std::size_t>(query.limit),
                                .until = std::chrono::steady_clock::now() + search::kTimeOfPage};
  auto found = find(database, request, [&](const ThreadId& id) {
    auto thread = store::find_thread(database, id);
    if (!thread || !is_wanted(database, caller, *thread, query)) return false;
    admitted.push_back(std::move(*thread));
    return true;
  });
  for (std::size_t i = 0; i < found.hits.size(); ++i) {
    const auto unread = unread_in(database, caller, admitted[i]);
    page.rows.push_back({std::move(admitted[i]), unread, std::move(found.hits[i])});
  }
  page.next_hit = found.next;
  return page;
}

}  // namespace seggwat::conversations
