#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "feedback/feedback_store.h"
#include "feedback/rating.h"

// All SQL of ratings. Archived ratings are in no list, count or statistic; only find_rating still shows them.
namespace seggwat::feedback::store {

struct RatingFilter {
  ProjectId project{};
  std::optional<RatingKind> kind{};
  std::optional<std::string> path{};
  std::optional<std::int64_t> value{};  // without a kind: of stars and nps
};
enum class RatingOrder { newest, oldest };

std::vector<Rating> list_ratings(db::Database& database, const RatingFilter& filter, RatingOrder order, Page page);
std::int64_t count_ratings(db::Database& database, const RatingFilter& filter);
std::optional<Rating> find_rating(db::Database& database, const ProjectId& project, const RatingId& id);
// What this person has already said about this page, as far as it still counts. Nothing for nobody.
std::optional<Rating> find_standing(db::Database& database, const Rating& rating);
void insert_rating(db::Database& database, const Rating& rating);
// Value and time of an answer that was given anew.
void save_answer(db::Database& database, const Rating& rating);
void archive_rating(db::Database& database, const RatingId& id, Instant at);

struct Tally {
  std::map<std::int64_t, std::int64_t> counts;  // by value
  std::int64_t max_stars = kStarsUsual;         // the most stars that were ever offered, at least five

  RatingSum sum() const;
};
Tally tally_ratings(db::Database& database, const ProjectId& project, RatingKind kind);

// A line of a statistic: a day (days since 1970), a path or a version, and the ratings there.
struct DaySum {
  std::int64_t day;
  RatingSum ratings;
};
struct GroupSum {
  std::optional<std::string> name;
  RatingSum ratings;
};
struct Span {
  ProjectId project;
  RatingKind kind;
  Instant from;
  Instant until;
};
std::vector<DaySum> sum_by_day(db::Database& database, const Span& span);
// The twenty with most ratings.
std::vector<GroupSum> sum_by_path(db::Database& database, const Span& span);
std::vector<GroupSum> sum_by_version(db::Database& database, const Span& span);

}  // namespace seggwat::feedback::store
