#include "app/limits.h"

#include <gtest/gtest.h>

#include "support/fakes.h"

namespace seggwat::app {
namespace {

struct LimitsTest : ::testing::Test {
  seggwat::testing::ManualClock clock;
  seggwat::testing::SeededRandom random;
  Limits limits{clock, random, RateLimits::on};

  // How many of many calls are let through at one moment.
  int allowed(const std::function<Status()>& call) {
    int count = 0;
    for (int i = 0; i < 2000; ++i) count += call() ? 1 : 0;
    return count;
  }
};

TEST_F(LimitsTest, a_key_has_1200_calls_a_minute_and_takes_none_from_another) {
  const auto one = team::ApiKeyId::make(clock.now(), random);
  const auto other = team::ApiKeyId::make(clock.now(), random);
  EXPECT_EQ(allowed([&] { return limits.take_key_call(one); }), 1200);
  const auto refused = limits.take_key_call(one);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "rate_limited");
  EXPECT_EQ(refused.error().retry_after, Seconds{1});
  EXPECT_TRUE(limits.take_key_call(other));
  clock.advance(Seconds{1});
  EXPECT_EQ(allowed([&] { return limits.take_key_call(one); }), 20);
}

TEST_F(LimitsTest, a_project_takes_600_submissions_a_minute_from_all_addresses_together) {
  const auto one = ProjectId::make(clock.now(), random);
  EXPECT_EQ(allowed([&] { return limits.take_submission_of(one); }), 600);
  EXPECT_TRUE(limits.take_submission_of(ProjectId::make(clock.now(), random)));
  clock.advance(Seconds{60});
  EXPECT_EQ(allowed([&] { return limits.take_submission_of(one); }), 600);
}

TEST_F(LimitsTest, without_limits_nothing_is_refused) {
  Limits off{clock, random, RateLimits::off};
  const auto project = ProjectId::make(clock.now(), random);
  EXPECT_EQ(allowed([&] { return off.take_submission_of(project); }), 2000);
}

}  // namespace
}  // namespace seggwat::app
