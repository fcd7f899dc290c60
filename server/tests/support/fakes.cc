#include "support/fakes.h"

namespace seggwat::testing {

Instant ManualClock::now() const {
  const std::lock_guard lock(mutex_);
  return now_;
}

std::chrono::steady_clock::time_point ManualClock::monotonic() const {
  const std::lock_guard lock(mutex_);
  return monotonic_;
}

void ManualClock::advance(Milliseconds by) {
  const std::lock_guard lock(mutex_);
  now_ += by;
  monotonic_ += by;
}

void ManualClock::step(Milliseconds by) {
  const std::lock_guard lock(mutex_);
  now_ += by;
}

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  const std::lock_guard lock(mutex_);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(engine_());
}

}  // namespace seggwat::testing
