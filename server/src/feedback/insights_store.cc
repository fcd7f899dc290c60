#include "feedback/insights_store.h"

#define FEEDBACK_IN_PERIOD "feedback WHERE project_id = ?1 AND archived_at IS NULL AND created_at >= ?2 AND created_at < ?3"
#define FEEDBACK_NEWEST \
  "(SELECT * FROM feedback WHERE project_id = ?1 AND archived_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 20000)"

namespace seggwat::feedback::store {
namespace {

constexpr std::int64_t kDay = 86'400'000;

db::Query within(db::Query query, const Period& period) {
  query.bind(period.project).bind(period.from).bind(period.until);
  return query;
}

std::vector<NamedCount> read_counts(db::Query rows) {
  std::vector<NamedCount> counts;
  while (rows.step()) counts.push_back({rows.row().maybe_text(0), rows.row().integer(1)});
  return counts;
}

std::vector<std::string> read_names(db::Query rows) {
  std::vector<std::string> names;
  while (rows.step()) names.push_back(rows.row().text(0));
  return names;
}

}  // namespace

std::int64_t count_in(db::Database& database, const Period& period) {
  auto rows = within(database.query("SELECT count(*) FROM " FEEDBACK_IN_PERIOD), period);
  rows.step();
  return rows.row().integer(0);
}

std::vector<DayCount> count_by_day(db::Database& database, const Period& period) {
  auto rows = within(database.query("SELECT created_at / ?4, count(*) FROM " FEEDBACK_IN_PERIOD " GROUP BY 1 ORDER BY 1"), period);
  rows.bind(kDay);
  std::vector<DayCount> days;
  while (rows.step()) days.push_back({rows.row().integer(0), rows.row().integer(1)});
  return days;
}

std::vector<NamedCount> count_by_type(db::Database& database, const Period& period) {
  return read_counts(within(database.query("SELECT type, count(*) FROM " FEEDBACK_IN_PERIOD " GROUP BY type"), period));
}

std::vector<NamedCount> count_by_status(db::Database& database, const Period& period) {
  return read_counts(within(database.query("SELECT status, count(*) FROM " FEEDBACK_IN_PERIOD " GROUP BY status"), period));
}

std::vector<NamedCount> count_by_source(db::Database& database, const Period& period) {
  return read_counts(within(database.query("SELECT source, count(*) FROM " FEEDBACK_IN_PERIOD " GROUP BY source"), period));
}

std::vector<NamedCount> count_by_path(db::Database& database, const Period& period) {
  return read_counts(within(
      database.query("SELECT path, count(*) FROM " FEEDBACK_IN_PERIOD " GROUP BY path ORDER BY count(*) DESC, path LIMIT 20"),
      period));
}

std::vector<NamedCount> count_by_version(db::Database& database, const Period& period) {
  return read_counts(within(database.query("SELECT version, count(*) FROM " FEEDBACK_IN_PERIOD
                                           " GROUP BY version ORDER BY count(*) DESC, version LIMIT 20"),
                            period));
}

std::vector<std::string> list_versions(db::Database& database, const ProjectId& project) {
  return read_names(database.query("SELECT version FROM " FEEDBACK_NEWEST
                                   " WHERE version IS NOT NULL GROUP BY version ORDER BY max(created_at) DESC "
                                   "LIMIT 200",
                                   project));
}

std::vector<std::string> list_paths(db::Database& database, const ProjectId& project) {
  return read_names(database.query(
      "SELECT path FROM " FEEDBACK_NEWEST " WHERE path IS NOT NULL GROUP BY path ORDER BY count(*) DESC, path LIMIT 200", project));
}

}  // namespace seggwat::feedback::store
