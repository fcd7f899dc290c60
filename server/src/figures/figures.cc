#include "figures/figures.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "figures/figures_store.h"

namespace seggwat::figures {
namespace {

// What a Line is made from.
struct Heap {
  std::int64_t begun = 0;
  std::vector<Milliseconds> responses;
  std::vector<Milliseconds> resolutions;
  Satisfaction satisfaction;

  void rate(int score) { ++satisfaction.by_score[static_cast<std::size_t>(score - kScoreLeast)]; }
  Line line() { return {begun, spread_of(std::move(responses)), spread_of(std::move(resolutions)), satisfaction}; }
};

struct Heaps {
  explicit Heaps(const Period& period) : days(static_cast<std::size_t>(period.days())) {
    for (int day = 0; day < period.days(); ++day) starts.push_back(period.zone.start_of(period.from + std::chrono::days{day}));
  }
  Heap& day_of(Instant at) {
    const auto after = std::ranges::upper_bound(starts, at);
    return days[static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - starts.begin() - 1, 0))];
  }

  std::vector<Instant> starts;
  Heap total;
  std::vector<Heap> days;
  std::map<MemberId, Heap> members;
};

store::Span span_of(const ProjectId& project, const Period& period) {
  return {project, period.zone.start_of(period.from), period.zone.start_of(period.until + std::chrono::days{1})};
}

void add(db::Database& database, const store::Span& span, Heaps& heaps) {
  store::each_begun(database, span, [&](Instant at) {
    ++heaps.total.begun;
    ++heaps.day_of(at).begun;
  });
  const auto waited = [&heaps](std::vector<Milliseconds> Heap::*list) {
    return [&heaps, list](const store::Waited& one) {
      (heaps.total.*list).push_back(one.took);
      (heaps.day_of(one.at).*list).push_back(one.took);
      if (one.by) (heaps.members[*one.by].*list).push_back(one.took);
    };
  };
  store::each_answered(database, span, waited(&Heap::responses));
  store::each_resolved(database, span, waited(&Heap::resolutions));
  store::each_rated(database, span, [&](const store::Rated& one) {
    heaps.total.rate(one.score);
    heaps.day_of(one.at).rate(one.score);
    if (one.by) heaps.members[*one.by].rate(one.score);
  });
}

Heaps gather(db::Database& database, const std::vector<ProjectId>& projects, const Period& period) {
  Heaps heaps(period);
  for (const auto& project : projects) add(database, span_of(project, period), heaps);
  return heaps;
}

std::int64_t whole_seconds(Milliseconds length) { return std::chrono::round<Seconds>(length).count(); }

}  // namespace

// Nearest rank: no length stands for others that was not there, but the mean of the two in the middle.
Spread spread_of(std::vector<Milliseconds> lengths) {
  if (lengths.empty()) return {};
  const auto nth = [&](std::size_t rank) {
    std::ranges::nth_element(lengths, lengths.begin() + static_cast<std::ptrdiff_t>(rank));
    return lengths[rank];
  };
  const auto count = lengths.size();
  const auto p90 = nth((count * 9 + 9) / 10 - 1);
  const auto upper = nth(count / 2);
  const auto lower = count % 2 == 1 ? upper : nth(count / 2 - 1);
  return {static_cast<std::int64_t>(count), whole_seconds((lower + upper) / 2), whole_seconds(p90)};
}

std::int64_t Satisfaction::count() const { return std::accumulate(by_score.begin(), by_score.end(), std::int64_t{0}); }

std::optional<int> Satisfaction::score() const {
  const auto all = count();
  if (all == 0) return std::nullopt;
  const auto satisfied = std::accumulate(by_score.begin() + (kScoreSatisfied - kScoreLeast), by_score.end(), std::int64_t{0});
  return static_cast<int>(std::lround(100.0 * static_cast<double>(satisfied) / static_cast<double>(all)));
}

std::optional<double> Satisfaction::average() const {
  const auto all = count();
  if (all == 0) return std::nullopt;
  std::int64_t sum = 0;
  for (std::size_t at = 0; at < by_score.size(); ++at) sum += by_score[at] * static_cast<std::int64_t>(at + kScoreLeast);
  return std::round(100.0 * static_cast<double>(sum) / static_cast<double>(all)) / 100.0;
}

Figures collect(db::Database& database, const std::vector<ProjectId>& projects, const Period& period) {
  auto heaps = gather(database, projects, period);
  Figures figures{.total = heaps.total.line(), .before = gather(database, projects, period.before()).total.line()};
  for (auto& day : heaps.days) figures.days.push_back(day.line());
  for (auto& [id, heap] : heaps.members) figures.members.push_back({id, store::find_member_name(database, id), heap.line()});
  std::ranges::sort(figures.members, {}, [](const MemberLine& one) { return std::pair(one.name, one.id); });
  return figures;
}

}  // namespace seggwat::figures
