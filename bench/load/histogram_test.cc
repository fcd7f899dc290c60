#include "load/histogram.h"

#include <gtest/gtest.h>

namespace bench {
namespace {

TEST(Histogram, is_empty_at_first) {
  const Histogram none;
  EXPECT_EQ(none.count(), 0U);
  EXPECT_EQ(none.at(0.5), 0);
  EXPECT_EQ(none.max(), 0);
}

TEST(Histogram, tells_small_values_exactly) {
  Histogram times;
  for (int i = 1; i <= 100; ++i) times.record(i);
  EXPECT_EQ(times.min(), 1);
  EXPECT_EQ(times.at(0.5), 50);
  EXPECT_EQ(times.at(0.99), 99);
  EXPECT_EQ(times.at(1), 100);
}

TEST(Histogram, tells_no_percentile_too_low_and_none_more_than_one_percent_too_high) {
  Histogram times;
  for (std::int64_t i = 1; i <= 100'000; ++i) times.record(i * 997);
  for (const double part : {0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const double exact = part * 100'000 * 997;
    EXPECT_GE(static_cast<double>(times.at(part)), exact - 1) << part;
    EXPECT_LE(static_cast<double>(times.at(part)), exact * 1.01) << part;
  }
}

TEST(Histogram, keeps_the_one_slow_value_that_a_mean_would_hide) {
  Histogram times;
  for (int i = 0; i < 999; ++i) times.record(1'000'000);
  times.record(5'000'000'123);
  EXPECT_LT(times.at(0.999), 1'010'000);
  EXPECT_EQ(times.at(0.9999), 5'000'000'123);
  EXPECT_EQ(times.max(), 5'000'000'123);
}

TEST(Histogram, takes_the_largest_and_the_negative) {
  Histogram times;
  times.record(INT64_MAX);
  times.record(-5);
  EXPECT_EQ(times.min(), 0);
  EXPECT_EQ(times.max(), INT64_MAX);
  EXPECT_EQ(times.at(1), INT64_MAX);
}

TEST(Histogram, adds_another) {
  Histogram some;
  Histogram more;
  some.record(10);
  more.record(30);
  more.record(20);
  some.add(more);
  EXPECT_EQ(some.count(), 3U);
  EXPECT_EQ(some.at(0.5), 20);
  EXPECT_EQ(some.max(), 30);
}

}  // namespace
}  // namespace bench
