#pragma once

#include <cstddef>
#include <cstdint>

#include "db/database.h"

// Keeps the search index up with the journal, in slices. All of it works on connections of index_file, and where something is
// changed, in a transaction of the caller's.
namespace seggwat::search {

constexpr std::size_t kSlice = 2'000;  // journal entries, or messages read in: the index likes few large writes
constexpr std::size_t kForgetSlice = 500;

struct Progress {
  std::size_t messages = 0;     // written to the index now
  bool more = false;            // there is more to do,
  bool only_news = false;       // but only what was said while the slice ran
  std::int64_t erased = 0;      // entries of search_erased up to this one are out of the index; 0: there were none
  bool became_compact = false;  // see is_compact()
};
// Takes out what was deleted, follows the journal, reads in what is missing, then takes the traces of what was deleted out of the
// index's pages.
Progress index_slice(db::Database& index, std::size_t size = kSlice);

// Whether a slice would find something to do.
bool has_work(db::Database& database);
// The journal must be kept from this entry on, this one with it: by it the index knows that the journal is the one it follows.
std::int64_t journal_cursor(db::Database& database);
// Whether the index holds a state of this database's past.
bool follows_journal(db::Database& database);

// Whether something was deleted from the database that the index may still hold.
bool has_erased(db::Database& database);
// The index has let go of these: at most `at_most` entries are forgotten; returns whether it is to be called again. Not when it is
// not, since numbers that are free are given again. On a connection that writes the database.
bool forget_erased(db::Database& database, std::int64_t through, std::size_t at_most = kForgetSlice);
// False from when something was taken out until no page of the index holds a word of it.
bool is_compact(db::Database& database);

// Empties the index, so that the following slices read everything in again, the newest first.
void start_over(db::Database& database);

// How far reading in has come: messages that are still to come.
std::int64_t count_missing(db::Database& database);

}  // namespace seggwat::search
