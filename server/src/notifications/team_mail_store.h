#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "db/database.h"

// What the mail to the team must know of threads, members and mails, and its own rows in `team_mail_due` and `team_mail_turns`.
namespace seggwat::notifications::store {

// A user waits from now on: a row that waits already keeps its time.
void note_waiting(db::Database& database, const ThreadId& thread, Instant due_at);
std::optional<Instant> find_next_team_due(db::Database& database);
void postpone_team_mail(db::Database& database, const ThreadId& thread, Instant due_at);
// Nothing waits any more; `mailed_seq` only rises.
void close_team_mail(db::Database& database, const ThreadId& thread, std::int64_t mailed_seq);

struct WaitingThread {
  ThreadId thread;
  ProjectId project;
  std::optional<MemberId> assignee;
  std::int64_t after = 0;  // what the team has read, or has been mailed about
  std::int64_t last_user_seq = 0;
  bool closed = false;  // resolved, or its user is blocked
};
// Those due at `now`, the longest waiting first.
std::vector<WaitingThread> list_team_due(db::Database& database, Instant now, int limit);

struct Colleague {
  MemberId id;
  std::string email;
  std::string locale;
  bool wants_mail = true;
  std::optional<Instant> last_seen_at;
  std::optional<Instant> disturbed_from;  // do not disturb until
  std::optional<Instant> mailed_at;
};
// Present members who may see the project, the one mailed longest ago first.
std::vector<Colleague> list_colleagues(db::Database& database, const ProjectId& project);
void take_turn(db::Database& database, const MemberId& member, Instant at);

// Messages by the user in (after, to] that the team has not read, oldest first, at most `limit`.
struct Unread {
  std::string user;  // name, else address, else the site's id
  std::string project_name;
  ProjectId project;
  std::int64_t count = 0;
  std::vector<std::string> bodies;
};
Unread load_unread(db::Database& database, const ThreadId& thread, std::int64_t after, std::int64_t to, int limit);

}  // namespace seggwat::notifications::store
