#pragma once

#include <mutex>
#include <random>

#include "base/clock.h"
#include "base/random.h"

namespace seggwat::testing {

// Stands still until a test moves it. Safe to call from any thread.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start = from_millis(1'800'000'000'000)) : now_(start) {}
  Instant now() const override;
  std::chrono::steady_clock::time_point monotonic() const override;
  void advance(Milliseconds by);
  // A step of the wall clock alone, as an administrator or NTP makes it.
  void step(Milliseconds by);

 private:
  mutable std::mutex mutex_;
  Instant now_;
  std::chrono::steady_clock::time_point monotonic_{std::chrono::hours(1)};
};

// The same bytes in every run.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : engine_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace seggwat::testing
