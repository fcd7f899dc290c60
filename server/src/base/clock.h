#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace seggwat {

// A point on the wall clock, in milliseconds since 1970-01-01 UTC. Stored as that integer.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

inline std::int64_t to_millis(Instant at) { return at.time_since_epoch().count(); }
inline Instant from_millis(std::int64_t millis) { return Instant{Milliseconds{millis}}; }

// RFC 3339 in UTC, whole seconds unless there are milliseconds: 2026-01-15T10:30:00Z, 2026-01-15T10:30:00.250Z.
std::string to_rfc3339(Instant at);

// Whatever tells the time. Injected everywhere, so that tests own it. Safe to call from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  // Monotonic, for measuring how long something took or may take; unrelated to now().
  virtual std::chrono::steady_clock::time_point monotonic() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
  std::chrono::steady_clock::time_point monotonic() const override;
};

}  // namespace seggwat
