#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/time_zone.h"

namespace seggwat::projects {

constexpr std::size_t kIntervalsOfDay = 5;
constexpr std::size_t kClosedDays = 200;

// A part of a day on the local clock, in minutes since midnight: 0 ≤ from < to ≤ 1440.
struct Interval {
  int from = 0;
  int to = 0;
  bool operator==(const Interval&) const = default;
};

// When the team is there. Switched off, it always is.
struct OfficeHours {
  bool enabled = false;
  TimeZone zone = TimeZone::utc();
  std::array<std::vector<Interval>, 7> week{};  // Monday first; each day's in order, none touching another
  std::vector<std::chrono::local_days> closed;  // in order; the team is away all day
};

struct OpenState {
  bool open_now = true;
  std::optional<Instant> next_close{};  // when open; nothing when it will not close within two weeks
  std::optional<Instant> next_open{};   // the first opening after that, or after now; nothing when there is none within a year
};

OpenState state_at(const OfficeHours& hours, Instant now);

}  // namespace seggwat::projects
