#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

struct _GTimeZone;

namespace seggwat {

// What a clock on the wall shows somewhere.
using LocalTime = std::chrono::local_time<Milliseconds>;

// A place's rules for the clock, from the system's tz database. Immutable: any thread.
class TimeZone {
 public:
  // An IANA name such as `Europe/Berlin`, or `UTC`; nothing for any other text.
  static std::optional<TimeZone> find(std::string_view name);

  static TimeZone utc();

  const std::string& name() const { return name_; }
  // Local time minus UTC.
  Seconds offset_at(Instant at) const;
  LocalTime to_local(Instant at) const;
  // Of a time that comes twice, the first; one that is left out when clocks go forward counts as so much later.
  Instant to_instant(LocalTime local) const;
  // The day's beginning.
  Instant start_of(std::chrono::local_days day) const { return to_instant(LocalTime{day}); }

 private:
  TimeZone(std::string name, std::shared_ptr<_GTimeZone> zone) : name_(std::move(name)), zone_(std::move(zone)) {}

  std::string name_;
  std::shared_ptr<_GTimeZone> zone_;
};

// A day as `2026-01-15`, years 1970 … 9999; nothing for any other text.
std::optional<std::chrono::local_days> parse_day(std::string_view text);
std::string to_text(std::chrono::local_days day);

}  // namespace seggwat
