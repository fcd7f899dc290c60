#include "feedback/rating_store.h"

#include <algorithm>

#define RATING_COLUMNS \
  "id, project_id, kind, value, max_stars, path, version, submitted_by, comment, locale, metadata, archived_at, created_at"
#define RATING_LISTED                                                                                                 \
  "ratings WHERE project_id = ?1 AND archived_at IS NULL AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR path = ?3)" \
  " AND (?4 IS NULL OR (value = ?4 AND (?2 IS NOT NULL OR kind <> 'helpful')))"
#define RATING_SUMS "count(*), sum(value), sum(value >= 9), sum(value <= 6)"
#define RATING_SPAN "ratings WHERE project_id = ?1 AND kind = ?2 AND archived_at IS NULL AND created_at >= ?3 AND created_at < ?4"

namespace seggwat::feedback::store {
namespace {

constexpr std::int64_t kDay = 86'400'000;

Rating read_rating(const db::Row& row) {
  return {.id = row.id<RatingId>(0),
          .project = row.id<ProjectId>(1),
          .kind = parse_rating_kind(row.text(2)).value_or(RatingKind::helpful),
          .value = row.integer(3),
          .max_stars = row.maybe_integer(4),
          .path = row.maybe_text(5),
          .version = row.maybe_text(6),
          .submitted_by = row.maybe_text(7),
          .comment = row.maybe_text(8),
          .locale = row.maybe_text(9),
          .metadata = row.maybe_text(10),
          .archived_at = row.maybe_instant(11),
          .created_at = row.instant(12)};
}

std::optional<Rating> read_one(db::Query rows) {
  if (!rows.step()) return std::nullopt;
  return read_rating(rows.row());
}

db::Query filtered(db::Query query, const RatingFilter& filter) {
  const auto kind = filter.kind ? std::optional(std::string(to_text(*filter.kind))) : std::nullopt;
  query.bind(filter.project).bind(kind).bind(filter.path).bind(filter.value);
  return query;
}

db::Query ask_listed(db::Database& database, RatingOrder order) {
  if (order == RatingOrder::oldest) {
    return database.query("SELECT " RATING_COLUMNS " FROM " RATING_LISTED " ORDER BY created_at, id LIMIT ?5 OFFSET ?6");
  }
  return database.query("SELECT " RATING_COLUMNS " FROM " RATING_LISTED " ORDER BY created_at DESC, id DESC LIMIT ?5 OFFSET ?6");
}

RatingSum read_sum(const db::Row& row) { return {row.integer(1), row.integer(2), row.integer(3), row.integer(4)}; }

db::Query within(db::Query query, const Span& span) {
  query.bind(span.project).bind(to_text(span.kind)).bind(span.from).bind(span.until);
  return query;
}

std::vector<GroupSum> read_groups(db::Query rows) {
  std::vector<GroupSum> groups;
  while (rows.step()) groups.push_back({rows.row().maybe_text(0), read_sum(rows.row())});
  return groups;
}

}  // namespace

std::vector<Rating> list_ratings(db::Database& database, const RatingFilter& filter, RatingOrder order, Page page) {
  auto rows = filtered(ask_listed(database, order), filter);
  rows.bind(page.limit).bind(page.offset);
  std::vector<Rating> list;
  while (rows.step()) list.push_back(read_rating(rows.row()));
  return list;
}

std::int64_t count_ratings(db::Database& database, const RatingFilter& filter) {
  auto rows = filtered(database.query("SELECT count(*) FROM " RATING_LISTED), filter);
  rows.step();
  return rows.row().integer(0);
}

std::optional<Rating> find_rating(db::Database& database, const ProjectId& project, const RatingId& id) {
  return read_one(database.query("SELECT " RATING_COLUMNS " FROM ratings WHERE id = ?2 AND project_id = ?1", project, id));
}

std::optional<Rating> find_standing(db::Database& database, const Rating& rating) {
  if (!rating.submitted_by) return std::nullopt;
  return read_one(
      database.query("SELECT " RATING_COLUMNS
                     " FROM ratings WHERE project_id = ?1 AND kind = ?2 AND submitted_by = ?3 AND coalesce(path, '') = ?4 AND "
                     "submitted_by IS NOT NULL AND archived_at IS NULL",
                     rating.project, to_text(rating.kind), *rating.submitted_by, rating.path.value_or("")));
}

void insert_rating(db::Database& database, const Rating& rating) {
  database
      .query("INSERT INTO ratings (" RATING_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)", rating.id,
             rating.project, to_text(rating.kind), rating.value, rating.max_stars, rating.path, rating.version, rating.submitted_by,
             rating.comment, rating.locale, rating.metadata, rating.archived_at, rating.created_at)
      .run();
}

void save_answer(db::Database& database, const Rating& rating) {
  database
      .query("UPDATE ratings SET value = ?2, version = ?3, created_at = ?4 WHERE id = ?1", rating.id, rating.value, rating.version,
             rating.created_at)
      .run();
}

void archive_rating(db::Database& database, const RatingId& id, Instant at) {
  database.query("UPDATE ratings SET archived_at = coalesce(archived_at, ?2) WHERE id = ?1", id, at).run();
}

RatingSum Tally::sum() const {
  RatingSum sum;
  for (const auto& [value, count] : counts) sum.add(value, count);
  return sum;
}

Tally tally_ratings(db::Database& database, const ProjectId& project, RatingKind kind) {
  Tally tally;
  auto rows = database.query(
      "SELECT value, count(*), max(coalesce(max_stars, 0)) FROM ratings WHERE project_id = ?1 AND kind = ?2 AND archived_at IS "
      "NULL "
      "GROUP BY value",
      project, to_text(kind));
  while (rows.step()) {
    tally.counts[rows.row().integer(0)] = rows.row().integer(1);
    tally.max_stars = std::max(tally.max_stars, rows.row().integer(2));
  }
  return tally;
}

std::vector<DaySum> sum_by_day(db::Database& database, const Span& span) {
  auto rows = within(database.query("SELECT created_at / ?5, " RATING_SUMS " FROM " RATING_SPAN " GROUP BY 1 ORDER BY 1"), span);
  rows.bind(kDay);
  std::vector<DaySum> days;
  while (rows.step()) days.push_back({rows.row().integer(0), read_sum(rows.row())});
  return days;
}

std::vector<GroupSum> sum_by_path(db::Database& database, const Span& span) {
  return read_groups(within(
      database.query("SELECT path, " RATING_SUMS " FROM " RATING_SPAN " GROUP BY path ORDER BY count(*) DESC, path LIMIT 20"),
      span));
}

std::vector<GroupSum> sum_by_version(db::Database& database, const Span& span) {
  return read_groups(within(database.query("SELECT version, " RATING_SUMS " FROM " RATING_SPAN
                                           " GROUP BY version ORDER BY count(*) DESC, version LIMIT 20"),
                            span));
}

}  // namespace seggwat::feedback::store
