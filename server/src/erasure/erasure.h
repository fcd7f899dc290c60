#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "base/random.h"
#include "db/write_lane.h"

namespace seggwat::erasure {

using ErasureId = Id<struct ErasureTag>;
constexpr std::size_t kSlice = 500;  // rows that one write job may delete

// Who is to be erased. All that a Part needs to find its rows.
struct Person {
  ProjectId project;
  std::string sub;  // as the site knows them; the row in end_users is called otherwise by now. Empty: only their conversation
  std::int64_t user_key = 0;  // of that row, or of the nameless one that the conversation was given to
  std::optional<ThreadId> thread;
};

// What one domain keeps about a person. Declared by the cause; every domain that stores anything of a user has one.
class Part {
 public:
  virtual ~Part() = default;
  // Deletes at most `at_most` rows and returns how many; fewer: nothing is left. Called again until then, each time in another
  // transaction. Files outside the database are removed by tx.after_commit().
  virtual std::size_t erase_slice(db::Tx& tx, const Person& person, std::size_t at_most) = 0;
};

struct Erasure {
  ErasureId id;
  Person person;
  std::optional<Instant> deleted_at;  // nothing: rows are left
};

// A `sub` that names nobody any more. No token can say it, because of the control character that it begins with.
inline std::string nameless(Random& random) { return "\x1F" + random.token(16); }

// Begins. The caller has already given the row in end_users another name.
Erasure begin(db::Tx& tx, const Person& person, Random& random);
// The next slice of an erasure whose rows are not all gone; true when there are none left, and then only the files are to be
// cleaned. `parts` in the order in which their rows may go: those that refer to others first.
bool erase_next(db::Tx& tx, const Erasure& erasure, const std::vector<Part*>& parts);
// The files hold nothing any more of those whose rows were gone before `began`.
void finish(db::Tx& tx, Instant began);

std::optional<Erasure> find_unfinished(db::Database& database);
// Some whose rows are gone, but whose traces in the files are not.
bool has_traces(db::Database& database);

}  // namespace seggwat::erasure
