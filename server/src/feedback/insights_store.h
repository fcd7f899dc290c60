#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "feedback/feedback.h"

// Counts of feedback that is not archived, for statistics.
namespace seggwat::feedback::store {

struct Period {
  ProjectId project;
  Instant from;
  Instant until;
};
struct DayCount {
  std::int64_t day;  // since 1970
  std::int64_t total;
};
struct NamedCount {
  std::optional<std::string> name;
  std::int64_t total;
};

std::int64_t count_in(db::Database& database, const Period& period);
std::vector<DayCount> count_by_day(db::Database& database, const Period& period);
std::vector<NamedCount> count_by_type(db::Database& database, const Period& period);
std::vector<NamedCount> count_by_status(db::Database& database, const Period& period);
std::vector<NamedCount> count_by_source(db::Database& database, const Period& period);
// The twenty with most.
std::vector<NamedCount> count_by_path(db::Database& database, const Period& period);
std::vector<NamedCount> count_by_version(db::Database& database, const Period& period);

// Of a project's newest 20,000: the versions and paths one can filter by, at most two hundred each.
std::vector<std::string> list_versions(db::Database& database, const ProjectId& project);
std::vector<std::string> list_paths(db::Database& database, const ProjectId& project);

}  // namespace seggwat::feedback::store
