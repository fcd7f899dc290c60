#include "base/clock.h"

#include <cstdio>

namespace seggwat {

std::string to_rfc3339(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{at - day};
  char text[40];
  const int length =
      std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
                    static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  std::string result(text, static_cast<std::size_t>(length));
  if (const auto millis = time.subseconds().count(); millis != 0) {
    std::snprintf(text, sizeof text, ".%03d", static_cast<int>(millis));
    result += text;
  }
  return result + "Z";
}

Instant SystemClock::now() const { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); }

std::chrono::steady_clock::time_point SystemClock::monotonic() const { return std::chrono::steady_clock::now(); }

}  // namespace seggwat
