#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/database.h"

namespace seggwat::db {

struct Migration {
  int version;  // 1, 2, 3 …, kept in PRAGMA user_version
  std::string_view sql;
};

// The migrations built into this binary, in order.
const std::vector<Migration>& migrations();

// Brings the database at `path` to the newest version, each step in one transaction. Before the first step of a database that
// already holds data, a copy is written beside it as `<path>.before-v<N>`. Returns the version; refuses with 503 `newer_schema`
// when the database was written by a newer program.
Result<int> migrate(Database& database, const std::string& path, const std::vector<Migration>& steps = migrations());

}  // namespace seggwat::db
