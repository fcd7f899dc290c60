#include "http/rate_limit.h"

#include <gtest/gtest.h>

#include <string>

#include "support/fakes.h"

namespace seggwat::http {
namespace {

using std::chrono::seconds;

struct RateLimiting : ::testing::Test {
  testing::ManualClock clock;
  testing::SeededRandom random;
};

TEST_F(RateLimiting, a_burst_passes_and_then_one_for_each_second) {
  RateLimiter limiter(clock, random);
  const Limit limit{3, 1};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.try_take("a", limit), std::nullopt);
  EXPECT_EQ(limiter.try_take("a", limit), seconds(1));
  clock.advance(Milliseconds(999));
  EXPECT_EQ(limiter.try_take("a", limit), seconds(1));
  clock.advance(Milliseconds(1));
  EXPECT_EQ(limiter.try_take("a", limit), std::nullopt);
  EXPECT_EQ(limiter.try_take("a", limit), seconds(1));
}

TEST_F(RateLimiting, the_wait_it_tells_is_enough_and_no_longer_than_needed) {
  RateLimiter limiter(clock, random);
  const Limit five_in_twenty{5, 0.25};
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(limiter.try_take("a", five_in_twenty));
  EXPECT_EQ(limiter.try_take("a", five_in_twenty), seconds(4));
  clock.advance(Milliseconds(4000));
  EXPECT_FALSE(limiter.try_take("a", five_in_twenty));
}

TEST_F(RateLimiting, keys_do_not_share) {
  RateLimiter limiter(clock, random);
  EXPECT_FALSE(limiter.try_take("a", {1, 1}));
  EXPECT_TRUE(limiter.try_take("a", {1, 1}));
  EXPECT_FALSE(limiter.try_take("b", {1, 1}));
}

TEST_F(RateLimiting, a_step_of_the_wall_clock_changes_nothing) {
  RateLimiter limiter(clock, random);
  EXPECT_FALSE(limiter.try_take("a", {1, 1}));
  clock.step(Milliseconds(3'600'000));
  EXPECT_TRUE(limiter.try_take("a", {1, 1}));
}

TEST_F(RateLimiting, a_million_keys_do_not_make_it_grow) {
  RateLimiter limiter(clock, random, 1000);
  for (int i = 0; i < 1'000'000; ++i) limiter.try_take("address:" + std::to_string(i), {20, 1});
  EXPECT_EQ(limiter.size(), 1000U);
}

TEST_F(RateLimiting, among_the_oldest_the_emptiest_bucket_is_kept) {
  RateLimiter limiter(clock, random, 4);
  while (!limiter.try_take("exhausted", {20, 0.001})) {
  }
  for (int i = 0; i < 100; ++i) limiter.try_take("stranger" + std::to_string(i), {20, 0.001});
  EXPECT_TRUE(limiter.try_take("exhausted", {20, 0.001}));
}

}  // namespace
}  // namespace seggwat::http
