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
};

struct VerifyReport {
  std::vector<std::string> faults;  // one sentence each; at most 20 of a kind
  VerifyCounts counts;
};

// Holds the whole database against what must always be true of it: dense numbers, cursors within range, a journal that matches the
// rows. Reads one snapshot, so it may run beside a server.
VerifyReport verify_database(db::Database& database);

}  // namespace seggwat::app
