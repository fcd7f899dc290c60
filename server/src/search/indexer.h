#pragma once

#include <cstddef>
#include <cstdint>

#include "base/ids.h"
#include "db/write_lane.h"
#include "search/preparation.h"

// Keeps the search index up with the journal, in slices, so that nothing more urgent waits for long.
namespace seggwat::search {

constexpr std::size_t kSlice = 100;          // journal entries, or messages read in
constexpr std::size_t kPreparedSlice = 300;  // of which less is left to do; the index likes few large writes

struct Progress {
  std::size_t messages = 0;  // written to the index now
  bool more = false;         // there is more to do,
  bool only_news = false;    // but only what came after the slice had been prepared
  Milliseconds behind{0};    // how old the newest journal entry is that it has come to
};
// Follows the journal first, then reads in what is missing, then takes the traces of what was erased out of the index. What was
// prepared need not be read again; without it a slice reads for itself.
Progress index_slice(db::Tx& tx, std::size_t size = kSlice, const Preparation& prepared = {});

// Whether a slice would find something to do.
bool has_work(db::Database& database);
// The journal must be kept after this entry.
std::int64_t journal_cursor(db::Database& database);

// Takes at most `at_most` messages of a thread out of the index, before they are deleted; returns how many: fewer, and none are
// left. From the first call on the index takes nothing of the thread in again. The following slices write the index anew, until
// no page holds a word of it; is_compact() tells when.
std::size_t forget_thread(db::Tx& tx, const ThreadId& thread, std::size_t at_most);
bool is_compact(db::Database& database);

// Empties the index, so that the following slices read everything in again, the newest first.
void start_over(db::Database& database);

// How far reading in has come: messages that are still to come.
std::int64_t count_missing(db::Database& database);

}  // namespace seggwat::search
