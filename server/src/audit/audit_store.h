#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "base/clock.h"
#include "db/database.h"

namespace seggwat::audit {

struct Entry {
  std::int64_t no = 0;
  Instant at;
  Actor actor;
  std::string act;
  std::optional<ProjectId> project;
  std::optional<ThreadId> thread;
  std::string subject;
  std::string details;  // JSON
};

struct Filter {
  std::optional<MemberId> member;
  std::optional<std::string> area;
  std::optional<std::int64_t> before;  // only entries with a smaller number
};

// Newest first.
std::vector<Entry> list_entries(db::Database& database, const Filter& filter, std::size_t limit);

inline constexpr std::size_t kTrimSlice = 500;
// Deletes the oldest entries that are older, at most kTrimSlice. Returns how many; fewer than kTrimSlice: done.
std::size_t trim_slice(db::Tx& tx, Instant older_than);

}  // namespace seggwat::audit
