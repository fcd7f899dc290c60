#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/database.h"

namespace seggwat::app {

struct VerifyCounts {
  std::int64_t threads = 0;
  std::int64_t messages = 0;
  std::int64_t journal = 0;
  std::int64_t files = 0;
};

struct VerifyReport {
  std::vector<std::string> faults;  // one sentence each; at most 20 of a kind
  VerifyCounts counts;
};

// Holds the whole database against what must always be true of it: dense numbers, cursors within range, a journal that matches the
// rows. Reads one snapshot, so it may run beside a server.
VerifyReport verify_database(db::Database& database);
// Holds the search index against the database: a connection of search::open_reader. It may run beside a server too.
std::vector<std::string> verify_index(db::Database& database);
// Holds the files in `dir` against the rows that name them: each is there, has its size, and its bytes are those of its name. Reads
// every file.
std::vector<std::string> verify_files(db::Database& database, const std::string& dir);

}  // namespace seggwat::app
