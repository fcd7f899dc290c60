#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "base/time_zone.h"
#include "db/database.h"
#include "figures/episode.h"

namespace seggwat::figures {

constexpr int kDaysMost = 366;

// Whole days of one place, one after another.
struct Period {
  TimeZone zone;
  std::chrono::local_days from;
  std::chrono::local_days until;  // included

  int days() const { return static_cast<int>((until - from).count()) + 1; }
  // As many days as these, before them.
  Period before() const { return {zone, from - std::chrono::days{days()}, from - std::chrono::days{1}}; }
};

// Of several lengths of time: the one in the middle (of two, their mean), and the shortest that 90 of 100 do not exceed. Whole
// seconds.
struct Spread {
  std::int64_t count = 0;
  std::int64_t median = 0;
  std::int64_t p90 = 0;
};
Spread spread_of(std::vector<Milliseconds> lengths);

struct Satisfaction {
  std::array<std::int64_t, kScoreMost> by_score{};  // 1 first

  std::int64_t count() const;
  // How many of 100 gave 4 or 5; nothing when nobody said anything.
  std::optional<int> score() const;
  std::optional<double> average() const;
};

// What happened in a stretch of time: each thing counts when it happened.
struct Line {
  std::int64_t begun = 0;
  Spread first_response;
  Spread resolution;
  Satisfaction satisfaction;
};

struct MemberLine {
  MemberId id;
  std::string name;
  Line line;  // begun is always 0
};

struct Figures {
  Line total;
  Line before;
  std::vector<Line> days;           // one for each day of the period
  std::vector<MemberLine> members;  // who did anything, by name
};

Figures collect(db::Database& database, const std::vector<ProjectId>& projects, const Period& period);

}  // namespace seggwat::figures
