#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>

#include "base/ids.h"
#include "db/database.h"

// The better part of indexing, reading and splitting texts, needs no writer: it is done beforehand, on a
// connection that only reads.
namespace seggwat::search {

struct Preparation {
  struct Row {
    std::int64_t key = 0;
    std::string words;
  };

  std::int64_t cursor = -1;       // holds for a slice that goes on from here,
  std::int64_t until = 0;         // to here, both numbers of the journal
  std::map<Uuid, Row> rows;       // of messages that the index does not hold yet
  std::set<ThreadId> well_known;  // threads whose person is called as the index has it
};

// For the slice of `size` journal entries that comes next. What changes after it was read has an entry of its own later in the
// journal, so that nothing in it is wrong for good; only a thread that is being erased voids it. The caller holds a snapshot.
Preparation prepare_slice(db::Database& database, std::size_t size);

}  // namespace seggwat::search
