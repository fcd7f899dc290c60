#include "feedback/insights_json.h"

#include <map>

#include "feedback/query_input.h"
#include "feedback/rating_json.h"

namespace seggwat::feedback {
namespace {

constexpr std::int64_t kDaysMost = 366;
constexpr std::int64_t kDayMillis = 86'400'000;

std::string date_of(std::int64_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  return to_rfc3339(Instant(std::chrono::sys_days(date))).substr(0, 10);
}

std::int64_t day_of(Instant at) { return to_millis(at) / kDayMillis; }

json::object line(RatingKind kind, const RatingSum& sum) {
  const auto value = sum.total == 0 ? json::value(nullptr) : number_json(headline(kind, sum));
  return {{"total", sum.total}, {"value", value}};
}

json::array days_json(RatingKind kind, const std::vector<store::DaySum>& sums, const Days& days) {
  std::map<std::int64_t, RatingSum> by_day;
  for (const auto& sum : sums) by_day[sum.day] = sum.ratings;
  json::array list;
  for (auto day = day_of(days.from); day < day_of(days.until); ++day) {
    auto entry = line(kind, by_day[day]);
    entry["date"] = date_of(day);
    list.push_back(std::move(entry));
  }
  return list;
}

json::array groups_json(RatingKind kind, std::string_view name, const std::vector<store::GroupSum>& sums) {
  json::array list;
  for (const auto& sum : sums) {
    auto entry = line(kind, sum.ratings);
    entry[name] = or_null(sum.name);
    list.push_back(std::move(entry));
  }
  return list;
}

RatingSum sum_of(const std::vector<store::DaySum>& days) {
  RatingSum all;
  for (const auto& [day, sum] : days) {
    all.total += sum.total;
    all.sum += sum.sum;
    all.promoters += sum.promoters;
    all.detractors += sum.detractors;
  }
  return all;
}

json::object counts_json(const std::vector<store::NamedCount>& counts) {
  json::object all;
  for (const auto& [name, total] : counts) all[name.value_or("")] = total;
  return all;
}

json::array named_json(std::string_view name, const std::vector<store::NamedCount>& counts) {
  json::array list;
  for (const auto& count : counts) list.push_back(json::object{{name, or_null(count.name)}, {"total", count.total}});
  return list;
}

}  // namespace

Result<Days> read_days(const http::Request& request, Instant now) {
  const auto count = read_number(request, "days", 30, kDaysMost);
  if (!count) return std::unexpected(count.error());
  const auto until = Instant(std::chrono::floor<std::chrono::days>(now) + std::chrono::days(1));
  const std::chrono::days length(*count);
  return Days{until - length, until, until - 2 * length, *count};
}

json::object rating_insights(db::Database& database, const store::Span& span, const Days& days) {
  const auto by_day = store::sum_by_day(database, span);
  const auto before = store::sum_by_day(database, {span.project, span.kind, days.before, days.from});
  auto all = line(span.kind, sum_of(by_day));
  all["type"] = to_text(span.kind);
  all["previous"] = line(span.kind, sum_of(before));
  all["days"] = days_json(span.kind, by_day, days);
  all["paths"] = groups_json(span.kind, "path", store::sum_by_path(database, span));
  all["versions"] = groups_json(span.kind, "version", store::sum_by_version(database, span));
  return all;
}

json::object feedback_insights(db::Database& database, const ProjectId& project, const Days& days) {
  const store::Period period{project, days.from, days.until};
  std::map<std::int64_t, std::int64_t> by_day;
  std::int64_t total = 0;
  for (const auto& [day, count] : store::count_by_day(database, period)) {
    by_day[day] = count;
    total += count;
  }
  json::array list;
  for (auto day = day_of(days.from); day < day_of(days.until); ++day) {
    list.push_back(json::object{{"date", date_of(day)}, {"total", by_day[day]}});
  }
  return {{"total", total},
          {"previous", store::count_in(database, {project, days.before, days.from})},
          {"days", std::move(list)},
          {"by_type", counts_json(store::count_by_type(database, period))},
          {"by_status", counts_json(store::count_by_status(database, period))},
          {"by_source", counts_json(store::count_by_source(database, period))},
          {"paths", named_json("path", store::count_by_path(database, period))},
          {"versions", named_json("version", store::count_by_version(database, period))}};
}

}  // namespace seggwat::feedback
