#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "conversations/conversation.h"
#include "db/database.h"
#include "search/finder.h"
#include "team/member.h"

namespace seggwat::conversations {

enum class AssigneeFilter { anybody, nobody, member };
enum class UnreadFilter { all, unread_only };
enum class MentionFilter { all, mentions_of_caller };

// Keyset position in newest-activity order.
struct InboxCursor {
  Instant active_at;
  ThreadId id;
};

struct InboxQuery {
  ProjectId project;
  std::optional<ThreadStatus> status;  // nothing: all
  AssigneeFilter assigned = AssigneeFilter::anybody;
  std::optional<MemberId> assignee;
  UnreadFilter unread = UnreadFilter::all;
  std::optional<std::string> tag;  // a tag's folded name
  MentionFilter mentions = MentionFilter::all;
  std::optional<Instant> since;  // newest activity, this moment included
  std::optional<Instant> until;  // newest activity before this moment
  std::optional<search::Query> words;
  std::optional<std::int64_t> after_hit;  // of a search, in place of `after`
  std::optional<InboxCursor> after;
  int limit = 20;
};

struct InboxRow {
  Thread thread;
  std::int64_t unread = 0;  // the caller's
  std::optional<search::Hit> hit;
};

struct InboxPage {
  std::vector<InboxRow> rows;
  std::optional<InboxCursor> next;
  std::optional<std::int64_t> next_hit;
};

// Of the whole project; `mine` and `unassigned` count open conversations, `unread` those with something unread by the caller.
struct InboxCounts {
  std::int64_t open = 0;
  std::int64_t mine = 0;
  std::int64_t unassigned = 0;
  std::int64_t snoozed = 0;
  std::int64_t unread = 0;
};

// All of these look at one project: `query.project`.
InboxPage list_threads_of(db::Database& database, const team::Member& caller, const InboxQuery& query);
InboxCounts count_threads(db::Database& database, const team::Member& caller, const ProjectId& project);

// The same over several projects; `query.project` is not looked at.
InboxPage list_threads_across(db::Database& database, const team::Member& caller, const std::vector<ProjectId>& projects,
                              const InboxQuery& query);
InboxCounts count_threads_across(db::Database& database, const team::Member& caller, const std::vector<ProjectId>& projects);
// Threads in which `query.words` are found, by the newest hit.
InboxPage search_threads(db::Database& database, const team::Member& caller, const std::vector<ProjectId>& projects,
                         const InboxQuery& query, const search::Find& find);
// How many threads the query's filters name, but at most `most`: its words, cursor and `until` are not looked at.
std::int64_t count_wanted(db::Database& database, const team::Member& caller, const std::vector<ProjectId>& projects,
                          const InboxQuery& query, std::int64_t most);
// Whether the thread is one of those that the query's filters name.
bool is_wanted(db::Database& database, const team::Member& caller, const Thread& thread, const InboxQuery& query);
std::int64_t unread_in(db::Database& database, const team::Member& caller, const Thread& thread);

// Opaque text for next_cursor; parsing gives nothing for any other text.
std::string to_text(const InboxCursor& cursor);
std::optional<InboxCursor> parse_inbox_cursor(std::string_view text);
std::string hit_cursor_text(std::int64_t hit);
std::optional<std::int64_t> parse_hit_cursor(std::string_view text);

}  // namespace seggwat::conversations
