#include "load/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace bench {
namespace {

constexpr int kStepBits = 7;
constexpr std::size_t kSteps = std::size_t{1} << kStepBits;
constexpr std::size_t kPowers = 64 - kStepBits;

}  // namespace

Histogram::Histogram() : slots_(kSteps * kPowers) {}

// Below kSteps each value has a slot of its own; above, the leading bit chooses the power and the next kStepBits the step.
std::size_t Histogram::slot_of(std::int64_t nanos) {
  const auto value = static_cast<std::uint64_t>(nanos);
  if (value < kSteps) return value;
  const auto power = static_cast<std::size_t>(std::bit_width(value)) - kStepBits - 1;
  return (power + 1) * kSteps + ((value >> power) - kSteps);
}

std::int64_t Histogram::highest_in(std::size_t slot) {
  if (slot < kSteps) return static_cast<std::int64_t>(slot);
  const std::size_t power = slot / kSteps - 1;
  const std::uint64_t step = slot % kSteps + kSteps;
  return static_cast<std::int64_t>(((step + 1) << power) - 1);
}

void Histogram::record(std::int64_t nanos) {
  nanos = std::max<std::int64_t>(nanos, 0);
  ++slots_[slot_of(nanos)];
  ++count_;
  min_ = std::min(min_, nanos);
  max_ = std::max(max_, nanos);
}

void Histogram::add(const Histogram& other) {
  for (std::size_t i = 0; i < slots_.size(); ++i) slots_[i] += other.slots_[i];
  count_ += other.count_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

std::int64_t Histogram::at(double part) const {
  if (count_ == 0) return 0;
  const auto wanted = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(part * static_cast<double>(count_))));
  std::uint64_t passed = 0;
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    passed += slots_[slot];
    if (passed >= wanted) return std::min(highest_in(slot), max_);
  }
  return max_;
}

}  // namespace bench
