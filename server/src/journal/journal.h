#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "base/ids.h"
#include "db/write_lane.h"

namespace seggwat::journal {

// Stored numbers: never reuse or renumber one.
enum class Kind : std::int64_t {
  message = 1,       // ref: the message (new or changed)
  user_read = 2,     // seq: the user's read mark
  team_read = 3,     // seq: team_read_seq, ref: the member, extra: that member's own mark
  thread = 4,        // the thread as it is when it is read
  notification = 5,  // ref: the notification
  tags = 6,          // the project's tags, or what they look like; ref: one that is called otherwise now; to the team
  rating = 9,        // seq: the episode of the thread that its user has rated
  erased = 20,       // ref: the thread that is no more; without a ref: a row of an erased thread, kept for its number
};

// What happened, to be appended. Rows hold ids, never text: an event is rendered when it is read.
struct Entry {
  Kind kind;
  ProjectId project;
  std::optional<ThreadId> thread;
  std::optional<Uuid> ref;
  std::optional<std::int64_t> seq;
  std::optional<std::int64_t> extra;
  std::optional<std::int64_t> user_no;  // the thread's next number in its user's view; nothing: the user may not see it
};

// An appended entry: `no` is dense over the installation, in commit order; `check` is random bits of its commit.
struct Record {
  std::int64_t no = 0;
  std::uint32_t check = 0;
  Instant at;
  Entry entry;
};

// Appends within the caller's transaction. The caller publishes the record after the commit.
Record append(db::Tx& tx, const Entry& entry);

// Rows of an erased thread say nothing any more, but keep their numbers. At most `at_most` of them; returns how many.
std::size_t blank_thread(db::Tx& tx, const ThreadId& thread, std::size_t at_most);

}  // namespace seggwat::journal
