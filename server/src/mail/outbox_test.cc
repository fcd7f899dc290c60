#include "mail/outbox.h"

#include <gtest/gtest.h>

#include "support/mail_world.h"

namespace seggwat::mail {
namespace {

using testing::MailWorld;

class OutboxTest : public ::testing::Test {
 protected:
  OutboxTest() { world.pass(Seconds(300)); }
  std::size_t tries() const { return world.transport.deliveries.size(); }
  // Queues one mail and lets it be tried for the first time.
  void queue() {
    world.reply(world.thread);
    world.pass(Seconds(60));
  }
  MailWorld world;
};

TEST(RetryDelay, starts_at_15_seconds_and_doubles_to_an_hour) {
  const std::vector<int> seconds{15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600};
  for (std::size_t n = 0; n < seconds.size(); ++n) EXPECT_EQ(retry_delay(static_cast<int>(n) + 1, 0.5), Seconds(seconds[n]));
  EXPECT_EQ(retry_delay(1'000'000, 0.5), Seconds(3600));
}

TEST(RetryDelay, is_spread_by_a_fifth_to_either_side) {
  EXPECT_EQ(retry_delay(1, 0.0), Seconds(12));
  EXPECT_LE(retry_delay(1, 0.999999), Seconds(18));
  EXPECT_GT(retry_delay(1, 0.999999), Milliseconds(17'900));
}

TEST_F(OutboxTest, a_refusal_for_now_is_tried_again_after_about_15_seconds) {
  world.transport.answers = {{Outcome::Kind::temporary, "451 4.7.1 come back later"}};
  queue();
  ASSERT_EQ(tries(), 1U);
  EXPECT_EQ(world.outbox->last_error(), "451 4.7.1 come back later");
  EXPECT_EQ(world.text("SELECT last_error FROM mails"), "451 4.7.1 come back later");
  world.pass(Seconds(11));
  EXPECT_EQ(tries(), 1U);
  world.pass(Seconds(8));
  ASSERT_EQ(tries(), 2U);
  EXPECT_EQ(world.text("SELECT state FROM mails"), "sent");
  EXPECT_EQ(world.outbox->last_error(), std::nullopt);
  EXPECT_EQ(world.transport.header(0, "Message-ID"), world.transport.header(1, "Message-ID"));
}

TEST_F(OutboxTest, an_outage_of_two_days_loses_nothing) {
  for (int n = 0; n < 60; ++n) world.transport.answers.push_back({Outcome::Kind::temporary, "connection refused"});
  queue();
  int rounds = 0;
  while (!world.transport.answers.empty() && rounds++ < 1000) {
    world.clock.advance(std::chrono::minutes(10));
    world.settle();
  }
  EXPECT_TRUE(world.transport.answers.empty());
  world.clock.advance(std::chrono::hours(2));
  world.settle();
  EXPECT_EQ(world.text("SELECT state FROM mails"), "sent");
}

TEST_F(OutboxTest, after_three_days_a_mail_has_failed_with_the_last_words) {
  for (int n = 0; n < 500; ++n) world.transport.answers.push_back({Outcome::Kind::temporary, "451 still not"});
  queue();
  for (int hour = 0; hour < 75; ++hour) {
    world.clock.advance(std::chrono::hours(1));
    world.settle();
  }
  EXPECT_EQ(world.text("SELECT state FROM mails"), "failed");
  EXPECT_EQ(world.failures, std::vector<std::string>{"451 still not"});
  const auto tried = tries();
  EXPECT_GT(tried, 40U);
  world.clock.advance(std::chrono::hours(100));
  world.settle();
  EXPECT_EQ(tries(), tried);
}

TEST_F(OutboxTest, a_refusal_for_good_fails_at_once_with_the_servers_words) {
  world.transport.answers = {{Outcome::Kind::permanent, "550 5.1.1 no such user"}};
  queue();
  EXPECT_EQ(world.text("SELECT state FROM mails"), "failed");
  EXPECT_EQ(world.text("SELECT last_error FROM mails"), "550 5.1.1 no such user");
  EXPECT_EQ(world.failures, std::vector<std::string>{"550 5.1.1 no such user"});
  ASSERT_EQ(world.changes.size(), 1U);
  world.pass(Seconds(7200));
  EXPECT_EQ(tries(), 1U);
}

TEST_F(OutboxTest, a_mail_claimed_before_a_crash_is_sent_again_under_the_same_id) {
  // The program ends in the middle of the delivery: no outcome is ever written down.
  world.transport.answers = {{Outcome::Kind::stopped, ""}};
  queue();
  EXPECT_EQ(world.text("SELECT state FROM mails"), "waiting");
  world.restart();
  world.pass(Seconds(19));
  ASSERT_EQ(tries(), 2U);
  EXPECT_EQ(world.transport.header(0, "Message-ID"), world.transport.header(1, "Message-ID"));
  EXPECT_EQ(world.text("SELECT state FROM mails"), "sent");
}

TEST_F(OutboxTest, what_the_server_said_last_is_known_after_a_restart) {
  world.transport.answers = {{Outcome::Kind::temporary, "535 5.7.8 wrong password"}};
  queue();
  world.restart();
  world.settle();
  EXPECT_EQ(world.outbox->last_error(), "535 5.7.8 wrong password");
}

TEST_F(OutboxTest, a_new_address_is_used_for_the_next_attempt) {
  world.transport.answers = {{Outcome::Kind::temporary, "451 full"}};
  queue();
  world.run("UPDATE end_users SET email = 'new@shop.example'");
  world.pass(Seconds(20));
  ASSERT_EQ(tries(), 2U);
  EXPECT_EQ(world.transport.deliveries[1].envelope.to, "new@shop.example");
  EXPECT_TRUE(world.transport.header(1, "To").contains("new@shop.example"));
}

TEST_F(OutboxTest, nothing_is_asked_for_while_nothing_waits) {
  EXPECT_EQ(world.outbox->work({}), std::nullopt);
  queue();
  EXPECT_EQ(world.outbox->work({}), std::nullopt);
}

}  // namespace
}  // namespace seggwat::mail
