#include "projects/office_hours.h"

#include <algorithm>

namespace seggwat::projects {
namespace {

using std::chrono::days;
using std::chrono::local_days;

constexpr int kDaysAhead = 370;     // for the next opening
constexpr int kOpenDaysAhead = 14;  // for the next closing
constexpr int kYesterdayToo = 1;    // its last interval may end at this day's first moment

struct Span {
  Instant from;
  Instant to;
};

// What is left of a day's intervals on the clock of the world: none of those that a switch of clocks leaves out.
std::vector<Span> spans_of(const OfficeHours& hours, local_days day) {
  std::vector<Span> spans;
  if (std::ranges::binary_search(hours.closed, day)) return spans;
  const std::chrono::weekday weekday{day};
  for (const auto& interval : hours.week[weekday.iso_encoding() - 1]) {
    const auto at = [&](int minute) { return hours.zone.to_instant(LocalTime{day} + std::chrono::minutes{minute}); };
    const Span span{at(interval.from), at(interval.to)};
    if (span.from < span.to) spans.push_back(span);
  }
  return spans;
}

// When it closes, if it is open now: what begins where another ends goes on.
std::optional<Instant> end_of_opening(const OfficeHours& hours, local_days today, Instant now) {
  std::optional<Instant> end;
  for (auto day = today - days{kYesterdayToo}; day <= today + days{kOpenDaysAhead}; day += days{1}) {
    for (const auto& span : spans_of(hours, day)) {
      const bool goes_on = end ? span.from <= *end && span.to > *end : span.from <= now && now < span.to;
      if (goes_on) end = span.to;
      if (end && span.from > *end) return end;
    }
  }
  return end;
}

std::optional<Instant> next_opening(const OfficeHours& hours, local_days today, Instant now) {
  for (auto day = today; day <= today + days{kDaysAhead}; day += days{1}) {
    for (const auto& span : spans_of(hours, day)) {
      if (span.from > now) return span.from;
    }
  }
  return std::nullopt;
}

}  // namespace

OpenState state_at(const OfficeHours& hours, Instant now) {
  if (!hours.enabled) return {};
  const bool is_ever_open = std::ranges::any_of(hours.week, [](const auto& day) { return !day.empty(); });
  if (!is_ever_open) return {.open_now = false};
  const auto today = std::chrono::floor<days>(hours.zone.to_local(now));
  const auto end = end_of_opening(hours, today, now);
  if (!end) return {.open_now = false, .next_open = next_opening(hours, today, now)};
  if (*end > now + days{kOpenDaysAhead - 1}) return {};
  return {.next_close = end, .next_open = next_opening(hours, today, *end)};
}

}  // namespace seggwat::projects
