#pragma once

#include <cstdint>
#include <vector>

namespace bench {

// Counts durations so that any percentile can be told afterwards, in bounded memory: 128 steps in each power of two, so a value is
// told at most 0.8 % too high. The maximum and the minimum are exact.
class Histogram {
 public:
  Histogram();
  void record(std::int64_t nanos);
  void add(const Histogram& other);

  std::uint64_t count() const { return count_; }
  std::int64_t min() const { return count_ == 0 ? 0 : min_; }
  std::int64_t max() const { return max_; }
  // The smallest value that at least `part` (0 to 1) of all do not exceed; 0 when nothing was recorded.
  std::int64_t at(double part) const;

 private:
  static std::size_t slot_of(std::int64_t nanos);
  static std::int64_t highest_in(std::size_t slot);

  std::vector<std::uint64_t> slots_;
  std::uint64_t count_ = 0;
  std::int64_t min_ = INT64_MAX;
  std::int64_t max_ = 0;
};

}  // namespace bench
