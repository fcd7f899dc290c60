#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "conversations/conversation.h"
#include "db/database.h"
#include "team/member.h"

namespace seggwat::conversations {

enum class AssigneeFilter { anybody, nobody, member };
enum class UnreadFilter { all, unread_only };

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
  std::optional<InboxCursor> after;
  int limit = 20;
};

struct InboxRow {
  Thread thread;
  std::int64_t unread = 0;  // the caller's
};

struct InboxPage {
  std::vector<InboxRow> rows;
  std::optional<InboxCursor> next;
};

// Of the whole project; `mine` and `unassigned` count open conversations, `unread` those with something unread by the caller.
struct InboxCounts {
  std::int64_t open = 0;
  std::int64_t mine = 0;
  std::int64_t unassigned = 0;
  std::int64_t snoozed = 0;
  std::int64_t unread = 0;
};

InboxPage list_threads_of(db::Database& database, const team::Member& caller, const InboxQuery& query);
InboxCounts count_threads(db::Database& database, const team::Member& caller, const ProjectId& project);

// Opaque text for next_cursor; parsing gives nothing for any other text.
std::string to_text(const InboxCursor& cursor);
std::optional<InboxCursor> parse_inbox_cursor(std::string_view text);

}  // namespace seggwat::conversations
