#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "db/database.h"
#include "journal/journal_store.h"

// All SQL of the search index, over connections that know both the index and the database (index_file). Functions that change
// something in the index take the one that writes it.
namespace seggwat::search::store {

struct State {
  std::string epoch;                 // of the journal
  journal::Position cursor;          // the last journal entry the index holds
  std::optional<std::int64_t> fill;  // messages with smaller keys are still to be read in
  bool compact = false;              // something was erased: the index is to be written anew without it
};
std::optional<State> find_state(db::Database& database);
void save_state(db::Database& database, const State& state);

// What a thread's messages are found by besides their own words.
struct Person {
  ProjectId project;
  std::vector<std::string> texts;  // name, email, id, tags
  std::int64_t last_seq = 0;
};
std::optional<Person> find_person(db::Database& database, const ThreadId& thread);
// What the index holds of the thread's person.
struct KnownPerson {
  std::int64_t number = 0;  // the project's
  std::string words;
  bool operator==(const KnownPerson&) const = default;
};
std::optional<KnownPerson> find_known_person(db::Database& database, const ThreadId& thread);
void save_known_person(db::Database& database, const ThreadId& thread, const KnownPerson& person);
void forget_known_person(db::Database& database, const ThreadId& thread);

struct Source {
  std::int64_t key = 0;
  ThreadId thread;
  std::string body;
  bool is_deleted = false;
};
std::optional<Source> find_source(db::Database& database, const Uuid& message);
std::optional<Source> find_source(db::Database& database, std::int64_t key);
// Keys below `key`, the highest first.
std::vector<std::int64_t> keys_below(db::Database& database, std::int64_t key, std::size_t limit);

// Threads that are to be read in again, and how far that has come.
struct Again {
  ThreadId thread;
  std::int64_t seq = -1;
  std::int64_t note = 0;
};
std::optional<Again> next_again(db::Database& database);
void read_in_again(db::Database& database, const ThreadId& thread);
void save_again(db::Database& database, const Again& again);
void finish_again(db::Database& database, const ThreadId& thread);
struct Place {
  std::int64_t key = 0;
  std::int64_t seq = 0;
  std::int64_t note = 0;
};
// The thread's messages and notes after a place, in order.
std::vector<Place> places_after(db::Database& database, const Again& from, std::size_t limit);

// What was deleted from the database and may still be in the index: a message or a thread.
struct Erased {
  std::int64_t no = 0;
  std::optional<std::int64_t> message_key;
  std::optional<ThreadId> thread;
};
std::vector<Erased> next_erased(db::Database& database, std::size_t limit);
bool has_erased(db::Database& database);
// In the database itself, at most `at_most`; returns whether any up to `through` are left.
bool remove_erased(db::Database& database, std::int64_t through, std::size_t at_most);

// A tag that is called otherwise now, and the last of its threads that was looked at.
struct RenamedTag {
  Uuid tag;
  ThreadId after;
};
std::optional<RenamedTag> next_renamed_tag(db::Database& database);
void note_renamed_tag(db::Database& database, const RenamedTag& renamed);
void finish_renamed_tag(db::Database& database, const Uuid& tag);
std::vector<ThreadId> threads_with_tag(db::Database& database, const RenamedTag& renamed, std::size_t limit);

std::optional<std::int64_t> find_project_number(db::Database& database, const ProjectId& project);
std::int64_t take_project_number(db::Database& database, const ProjectId& project);

std::optional<std::string> find_row(db::Database& database, std::int64_t key);
void put_row(db::Database& database, std::int64_t key, const std::string& words);
void remove_row(db::Database& database, std::int64_t key);
// Writes about `pages` pages of the index anew; false when nothing was left to do.
bool compact_some(db::Database& database, int pages);
// Makes the tables, empty, in place of those that are there.
void recreate(db::Database& database);

// A message whose row in the index answers a query. Valid during the call.
struct Candidate {
  std::int64_t key = 0;
  ThreadId thread;
  std::int64_t seq = 0;
  std::int64_t note = 0;
  bool is_deleted = false;
};
// Whether more than `count` rows of the index answer.
bool answer_more_than(db::Database& database, const std::string& index_query, std::int64_t count);

// Walks down the messages that answer `index_query`, newest first, from below `key`. `look` gets each, and a function that reads
// its text; it returns false to stop.
using ReadBody = std::function<std::string()>;
void walk(db::Database& database, const std::string& index_query, std::int64_t below,
          const std::function<bool(const Candidate&, const ReadBody&)>& look);
// The thread's messages from the newest down to `key`. `look` gets their texts; it returns false to stop.
void walk_newer(db::Database& database, const ThreadId& thread, std::int64_t key,
                const std::function<bool(const std::string& body)>& look);

}  // namespace seggwat::search::store
