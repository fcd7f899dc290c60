#include "app/snooze_timer.h"

#include <gtest/gtest.h>

#include "support/conversation_world.h"
#include "support/test_lanes.h"

namespace seggwat::app {
namespace {

using conversations::ThreadStatus;

class SnoozeTimerTest : public conversations::ConversationsTest {
 protected:
  void snooze_for(Milliseconds span) {
    conversations.on_snooze([this](Instant until) { timer.note(until); });
    change({.snoozed_until = test.clock.now() + span});
  }
  // One tick of the housekeeping, and the answer to what it asked.
  void tick(SnoozeTimer& which) {
    which.look();
    lanes.write([](db::Tx&) {});
  }
  ThreadStatus status() { return thread().status; }

  testing::TestLanes lanes{test.path(), test.clock, test.random};
  SnoozeTimer timer{lanes.write_lane(), test.clock, conversations};
};

TEST_F(SnoozeTimerTest, rings_at_the_time_and_not_before) {
  say("Hello");
  tick(timer);
  snooze_for(Seconds{60});
  test.clock.advance(Milliseconds{59'999});
  tick(timer);
  EXPECT_EQ(status(), ThreadStatus::snoozed);
  test.clock.advance(Milliseconds{1});
  tick(timer);
  EXPECT_EQ(status(), ThreadStatus::open);
}

TEST_F(SnoozeTimerTest, finds_after_a_restart_what_fell_due_meanwhile_and_what_is_still_to_come) {
  say("Hello");
  snooze_for(Seconds{60});
  user.sub = "another";
  say("Hello");
  snooze_for(Seconds{120});
  test.clock.advance(Seconds{90});
  SnoozeTimer fresh{lanes.write_lane(), test.clock, conversations};
  tick(fresh);
  EXPECT_EQ(bell.returned.size(), 1U);
  EXPECT_EQ(status(), ThreadStatus::snoozed);
  test.clock.advance(Seconds{30});
  tick(fresh);
  EXPECT_EQ(status(), ThreadStatus::open);
}

TEST_F(SnoozeTimerTest, a_step_of_the_wall_clock_counts) {
  say("Hello");
  snooze_for(std::chrono::hours{24});
  tick(timer);
  test.clock.step(std::chrono::hours{25});
  tick(timer);
  EXPECT_EQ(status(), ThreadStatus::open);
}

TEST_F(SnoozeTimerTest, a_later_snooze_does_not_hide_an_earlier_one) {
  say("Hello");
  tick(timer);
  snooze_for(Seconds{10});
  user.sub = "another";
  say("Hello");
  snooze_for(Seconds{500});
  test.clock.advance(Seconds{10});
  tick(timer);
  user.sub = "u-1";
  EXPECT_EQ(status(), ThreadStatus::open);
}

TEST_F(SnoozeTimerTest, what_is_more_than_a_slice_follows_with_the_next_tick) {
  constexpr int kMany = conversations::Conversations::kReturnsSlice + 5;
  for (int i = 0; i < kMany; ++i) {
    user.sub = "u-" + std::to_string(i);
    say("Hello");
    snooze_for(Seconds{5});
  }
  test.clock.advance(Seconds{5});
  tick(timer);
  tick(timer);
  EXPECT_EQ(bell.returned.size(), static_cast<std::size_t>(kMany));
}

}  // namespace
}  // namespace seggwat::app
