#include "figures/figures_json.h"

#include "base/csv.h"

namespace seggwat::figures {
namespace {

// Without anything to tell of there is no number, rather than a nought that reads like a very quick one.
json::object spread_json(const Spread& spread) {
  if (spread.count == 0) return {{"count", 0}, {"median", nullptr}, {"p90", nullptr}};
  return {{"count", spread.count}, {"median", spread.median}, {"p90", spread.p90}};
}

json::object satisfaction_json(const Satisfaction& satisfaction) {
  json::object distribution;
  for (std::size_t at = 0; at < satisfaction.by_score.size(); ++at) {
    distribution[std::to_string(at + kScoreLeast)] = satisfaction.by_score[at];
  }
  return {{"count", satisfaction.count()},
          {"score", or_null(satisfaction.score())},
          {"average", or_null(satisfaction.average())},
          {"distribution", std::move(distribution)}};
}

json::object line_json(const Line& line) {
  return {{"new", line.begun},
          {"resolved", line.resolution.count},
          {"first_response", spread_json(line.first_response)},
          {"resolution", spread_json(line.resolution)},
          {"satisfaction", satisfaction_json(line.satisfaction)}};
}

std::string number(std::int64_t value) { return std::to_string(value); }
std::string number_of(const Spread& spread, std::int64_t value) { return spread.count == 0 ? "" : number(value); }

std::vector<std::string> head(std::vector<std::string> first) {
  for (const auto* name :
       {"first_responses", "first_response_median_seconds", "first_response_p90_seconds", "resolved", "resolution_median_seconds",
        "resolution_p90_seconds", "ratings", "satisfied_percent", "rated_1", "rated_2", "rated_3", "rated_4", "rated_5"}) {
    first.emplace_back(name);
  }
  return first;
}

std::vector<std::string> cells(std::vector<std::string> first, const Line& line) {
  const auto add = [&](std::string cell) { first.push_back(std::move(cell)); };
  add(number(line.first_response.count));
  add(number_of(line.first_response, line.first_response.median));
  add(number_of(line.first_response, line.first_response.p90));
  add(number(line.resolution.count));
  add(number_of(line.resolution, line.resolution.median));
  add(number_of(line.resolution, line.resolution.p90));
  add(number(line.satisfaction.count()));
  const auto score = line.satisfaction.score();
  add(score ? number(*score) : "");
  for (const auto count : line.satisfaction.by_score) add(number(count));
  return first;
}

}  // namespace

json::object to_json(const Figures& figures, const Period& period) {
  json::array days;
  for (std::size_t at = 0; at < figures.days.size(); ++at) {
    auto day = line_json(figures.days[at]);
    day["date"] = to_text(period.from + std::chrono::days{at});
    days.push_back(std::move(day));
  }
  json::array members;
  for (const auto& member : figures.members) {
    auto line = line_json(member.line);
    line.erase("new");
    line["id"] = to_string(member.id);
    line["name"] = member.name;
    members.push_back(std::move(line));
  }
  return {{"from", to_text(period.from)},      {"until", to_text(period.until)},      {"timezone", period.zone.name()},
          {"total", line_json(figures.total)}, {"before", line_json(figures.before)}, {"days", std::move(days)},
          {"members", std::move(members)}};
}

std::string days_csv(const Figures& figures, const Period& period) {
  std::string file = csv_line(head({"date", "new"}));
  for (std::size_t at = 0; at < figures.days.size(); ++at) {
    file += csv_line(cells({to_text(period.from + std::chrono::days{at}), number(figures.days[at].begun)}, figures.days[at]));
  }
  return file;
}

std::string members_csv(const Figures& figures) {
  std::string file = csv_line(head({"member"}));
  for (const auto& member : figures.members) file += csv_line(cells({member.name}, member.line));
  return file;
}

}  // namespace seggwat::figures
