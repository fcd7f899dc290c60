#pragma once

#include <memory>
#include <string>

#include "db/database.h"

// The index lies in a file of its own beside the database, with a writer of its own, so that a message never waits for it. All
// that it holds is derived: a file that is missing, damaged, of another version or of another history is made anew, and the slices
// that follow read everything in.
namespace seggwat::search {

// A connection that writes the index at `path` and reads the database at `data`. One process at a time makes the file. Throws
// db::Failure.
std::unique_ptr<db::Database> open_index(const std::string& path, const std::string& data);
// After a slice that failed: tries another, and makes the index anew when it is for the index's own file being damaged. `index` is
// a connection of open_index. Throws db::Failure.
void mend(db::Database& index, const std::string& data);
// A connection that reads both. The index must be there.
std::unique_ptr<db::Database> open_reader(const std::string& path, const std::string& data);
// Takes the file away, which nobody may have open.
void remove_index(const std::string& path);

}  // namespace seggwat::search
