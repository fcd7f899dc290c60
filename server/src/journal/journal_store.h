#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "db/database.h"
#include "db/write_lane.h"
#include "journal/journal.h"

namespace seggwat::journal {

// A place in the journal, or in one user's view of it: after the entry `no`. `check` is that entry's; 0 when there is no such row
// (the beginning, or trimmed away).
struct Position {
  std::int64_t no = 0;
  std::uint32_t check = 0;
  bool operator==(const Position&) const = default;
};

// After the newest entry.
Position head(db::Database& database);
// After entry `user_no` of the thread's user's view; `user_no` is the thread's last one to get the head.
Position user_position(db::Database& database, const ThreadId& thread, std::int64_t user_no);

// May one read on from here without a gap? No: another history's check, beyond the head, or trimmed.
bool can_resume(db::Database& database, const Position& from);
// `last_user_no`: the thread's newest.
bool can_resume_user(db::Database& database, const ThreadId& thread, const Position& from, std::int64_t last_user_no);

// The next entries, ascending, at most `limit`.
std::vector<Record> read_after(db::Database& database, std::int64_t no, std::size_t limit);
// The next entries of the thread that its user may see, ascending by user_no, at most `limit`.
std::vector<Record> read_user_after(db::Database& database, const ThreadId& thread, std::int64_t user_no, std::size_t limit);

// What a trim must not pass: `older_than` by time, `durable_cursor` the lowest number a follower still has to read from (entries
// after it stay).
struct TrimLimits {
  Instant older_than;
  std::int64_t durable_cursor = 0;
};
inline constexpr std::size_t kTrimSlice = 500;
inline constexpr std::chrono::days kKeptFor{90};

// Deletes the oldest entries, at most kTrimSlice of them, never the newest. Returns how many; fewer than kTrimSlice: done.
std::size_t trim_slice(db::Tx& tx, const TrimLimits& limits);

}  // namespace seggwat::journal
