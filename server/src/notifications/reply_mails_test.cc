#include "notifications/reply_mails.h"

#include <gtest/gtest.h>

#include "support/mail_world.h"

namespace seggwat::notifications {
namespace {

using mail::Outcome;
using testing::MailWorld;

class ReplyMailsTest : public ::testing::Test {
 protected:
  std::size_t sent() const { return world.transport.deliveries.size(); }
  Instant minute(int n) const { return from_millis(n * 60'000); }
  MailWorld world;
};

TEST_F(ReplyMailsTest, due_at_follows_the_rule) {
  const Milliseconds quiet = Seconds(60);
  // A single reply, long after the user left: a quiet minute after the reply.
  EXPECT_EQ(due_at(minute(0), minute(10), minute(10), quiet), minute(11));
  // A user who leaves after the reply: a minute after leaving.
  EXPECT_EQ(due_at(minute(20), minute(10), minute(10), quiet), minute(21));
  // A burst moves it, but never beyond five minutes after its oldest.
  EXPECT_EQ(due_at(minute(0), minute(10), minute(12), quiet), minute(13));
  EXPECT_EQ(due_at(minute(0), minute(10), minute(18), quiet), minute(15));
}

TEST_F(ReplyMailsTest, one_mail_goes_out_a_quiet_minute_after_the_reply) {
  world.pass(Seconds(300));
  world.reply(world.thread, "We open at nine.");
  world.pass(Seconds(59));
  EXPECT_EQ(sent(), 0U);
  world.pass(Seconds(1));
  ASSERT_EQ(sent(), 1U);
  EXPECT_EQ(world.transport.deliveries[0].envelope.to, "user@shop.example");
  EXPECT_EQ(world.transport.deliveries[0].envelope.from, "support@shop.example");
  EXPECT_TRUE(world.transport.deliveries[0].message.contains("We open at nine."));
  EXPECT_EQ(world.number("SELECT count(*) FROM mail_due"), 0);
  EXPECT_EQ(world.text("SELECT state FROM mails"), "sent");
  ASSERT_EQ(world.changes.size(), 1U);
  EXPECT_EQ(world.changes[0].from_seq, 2);
  EXPECT_EQ(world.changes[0].to_seq, 2);
  world.pass(Seconds(7200));
  EXPECT_EQ(sent(), 1U);
}

TEST_F(ReplyMailsTest, nobody_is_mailed_while_a_stream_is_open) {
  world.presence["u1"] = {true, std::nullopt};
  world.reply(world.thread);
  world.pass(Seconds(3600));
  EXPECT_EQ(sent(), 0U);
  world.presence["u1"] = {false, world.clock.now()};
  world.pass(Seconds(59));
  EXPECT_EQ(sent(), 0U);
  world.pass(Seconds(1));
  EXPECT_EQ(sent(), 1U);
}

TEST_F(ReplyMailsTest, a_user_who_left_a_second_ago_is_not_mailed_yet) {
  world.presence["u1"] = {true, std::nullopt};
  world.pass(Seconds(120));
  world.reply(world.thread);
  world.pass(Seconds(70));
  world.presence["u1"] = {false, world.clock.now()};
  world.pass(Seconds(1));
  EXPECT_EQ(sent(), 0U);
  world.pass(Seconds(59));
  EXPECT_EQ(sent(), 1U);
}

TEST_F(ReplyMailsTest, a_user_whose_connection_flaps_is_mailed_only_after_the_last_time) {
  world.reply(world.thread);
  for (int turn = 0; turn < 100; ++turn) {
    world.presence["u1"] = {true, std::nullopt};
    world.pass(Seconds(2));
    world.presence["u1"] = {false, world.clock.now()};
    world.pass(Seconds(2));
  }
  EXPECT_EQ(sent(), 0U);
  world.pass(Seconds(58));
  EXPECT_EQ(sent(), 1U);
}

TEST_F(ReplyMailsTest, twenty_replies_in_a_minute_are_one_mail) {
  world.pass(Seconds(100));
  for (int n = 0; n < 20; ++n) {
    world.reply(world.thread, "Part " + std::to_string(n) + ".");
    world.pass(Seconds(3));
  }
  world.pass(Seconds(120));
  ASSERT_EQ(sent(), 1U);
  for (int n = 0; n < 20; ++n) EXPECT_TRUE(world.transport.deliveries[0].message.contains("Part " + std::to_string(n) + "."));
  EXPECT_EQ(world.changes.at(0).from_seq, 2);
  EXPECT_EQ(world.changes.at(0).to_seq, 21);
}

TEST_F(ReplyMailsTest, an_endless_burst_is_mailed_five_minutes_after_its_first_reply) {
  world.pass(Seconds(100));
  for (int n = 0; n < 10; ++n) {
    world.reply(world.thread);
    world.pass(Seconds(30));
  }
  EXPECT_EQ(sent(), 1U);
  EXPECT_EQ(world.changes.at(0).to_seq, 11);
}

TEST_F(ReplyMailsTest, a_reply_read_before_its_time_is_not_mailed) {
  world.read_up_to(world.thread, world.reply(world.thread));
  world.pass(Seconds(600));
  EXPECT_EQ(sent(), 0U);
  EXPECT_EQ(world.number("SELECT count(*) FROM mail_due"), 0);
}

TEST_F(ReplyMailsTest, a_reply_after_a_read_one_gets_its_own_quiet_minute) {
  world.pass(Seconds(600));
  world.presence["u1"] = {true, std::nullopt};
  world.read_up_to(world.thread, world.reply(world.thread, "Old news"));
  world.pass(Seconds(30));
  world.presence["u1"] = {false, world.clock.now() - Seconds(400)};
  world.reply(world.thread, "New news");
  world.pass(Seconds(59));
  EXPECT_EQ(sent(), 0U);
  world.pass(Seconds(1));
  ASSERT_EQ(sent(), 1U);
  EXPECT_FALSE(world.transport.deliveries[0].message.contains("Old news"));
}

TEST_F(ReplyMailsTest, a_deleted_reply_is_not_mailed) {
  world.delete_message(world.thread, world.reply(world.thread));
  world.pass(Seconds(600));
  EXPECT_EQ(sent(), 0U);
}

TEST_F(ReplyMailsTest, a_start_of_the_server_counts_as_leaving_and_forgets_nothing) {
  world.pass(Seconds(600));
  world.reply(world.thread);
  world.pass(Seconds(50));
  world.restart();
  world.pass(Seconds(59));
  EXPECT_EQ(sent(), 0U);
  world.pass(Seconds(1));
  EXPECT_EQ(sent(), 1U);
}

TEST_F(ReplyMailsTest, who_has_unsubscribed_or_is_blocked_gets_nothing) {
  world.run("UPDATE end_users SET mail_off = 1");
  world.reply(world.thread);
  world.pass(Seconds(600));
  EXPECT_EQ(sent(), 0U);
  world.run("UPDATE end_users SET mail_off = 0, blocked = 1");
  world.reply(world.thread);
  world.pass(Seconds(600));
  EXPECT_EQ(sent(), 0U);
}

TEST_F(ReplyMailsTest, an_address_that_becomes_known_later_gets_what_still_waits) {
  const auto nameless = world.add_user("u2", "");
  world.reply(nameless, "Waiting for you");
  world.pass(Seconds(600));
  EXPECT_EQ(sent(), 0U);
  world.run("UPDATE end_users SET email = 'Late@Shop.example' WHERE sub = 'u2'");
  world.replies->reconsider(nameless);
  world.pass(Seconds(1));
  ASSERT_EQ(sent(), 1U);
  EXPECT_EQ(world.transport.deliveries[0].envelope.to, "Late@Shop.example");
}

TEST_F(ReplyMailsTest, an_address_given_during_a_visit_is_used_a_quiet_minute_after_its_end) {
  const auto nameless = world.add_user("u2", "");
  world.reply(nameless);
  world.pass(Seconds(600));
  world.presence["u2"] = {true, std::nullopt};
  world.run("UPDATE end_users SET email = 'late@shop.example' WHERE sub = 'u2'");
  world.pass(Seconds(600));
  world.presence["u2"] = {false, world.clock.now()};
  world.replies->note_left(world.project, "u2");
  world.replies->note_left(world.project, "nobody");
  world.pass(Seconds(59));
  EXPECT_EQ(sent(), 0U);
  world.pass(Seconds(1));
  EXPECT_EQ(sent(), 1U);
}

TEST_F(ReplyMailsTest, no_mail_goes_to_something_that_is_no_address) {
  for (const std::string bad : {"a@b,c@d", "<a@b.example>", "a b@c.example", "-oQ/tmp@x.example", "a@[127.0.0.1]"}) {
    world.run("UPDATE end_users SET email = '" + bad + "'");
    world.reply(world.thread);
    world.pass(Seconds(120));
  }
  EXPECT_EQ(sent(), 0U);
}

TEST_F(ReplyMailsTest, one_unverified_address_given_by_many_users_is_capped) {
  for (int n = 0; n < 20; ++n) {
    const auto thread =
        world.add_user("many" + std::to_string(n), n % 2 == 0 ? "victim@shop.example" : "VICTIM@shop.example", false);
    world.reply(thread);
  }
  world.pass(Seconds(3600));
  EXPECT_EQ(sent(), static_cast<std::size_t>(kUnverifiedPerAddress));
}

TEST_F(ReplyMailsTest, one_user_with_many_unverified_addresses_is_capped_for_a_day) {
  const auto thread = world.add_user("changing", "first@shop.example", false);
  for (int n = 0; n < 20; ++n) {
    world.run("UPDATE end_users SET email = 'a" + std::to_string(n) + "@shop.example' WHERE sub = 'changing'");
    world.reply(thread, "Reply number " + std::to_string(n));
    world.pass(Seconds(120));
  }
  EXPECT_EQ(sent(), static_cast<std::size_t>(kUnverifiedPerUser));
  // What waited goes out as one mail once the day is over.
  world.clock.advance(std::chrono::hours(24));
  world.settle();
  ASSERT_EQ(sent(), static_cast<std::size_t>(kUnverifiedPerUser) + 1);
  EXPECT_TRUE(world.transport.deliveries.back().message.contains("Reply number 10"));
  EXPECT_TRUE(world.transport.deliveries.back().message.contains("Reply number 19"));
}

TEST_F(ReplyMailsTest, replies_wait_behind_a_mail_that_is_still_being_tried_and_then_go_together) {
  world.transport.answers = {{Outcome::Kind::temporary, "451 later"}, {Outcome::Kind::temporary, "451 later"}};
  world.reply(world.thread, "First");
  world.pass(Seconds(61));
  ASSERT_EQ(sent(), 1U);
  world.reply(world.thread, "Second");
  world.reply(world.thread, "Third");
  world.pass(Seconds(300));
  ASSERT_EQ(sent(), 4U);
  EXPECT_EQ(world.transport.header(0, "Message-ID"), world.transport.header(2, "Message-ID"));
  EXPECT_FALSE(world.transport.deliveries[2].message.contains("Second"));
  EXPECT_TRUE(world.transport.deliveries[3].message.contains("Second"));
  EXPECT_TRUE(world.transport.deliveries[3].message.contains("Third"));
  EXPECT_EQ(world.transport.header(3, "In-Reply-To"), world.transport.header(2, "Message-ID"));
}

TEST_F(ReplyMailsTest, a_mail_still_being_tried_is_dropped_once_its_replies_are_read) {
  world.transport.answers = {{Outcome::Kind::temporary, "451 later"}};
  const auto seq = world.reply(world.thread);
  world.pass(Seconds(61));
  world.read_up_to(world.thread, seq);
  world.pass(Seconds(600));
  EXPECT_EQ(sent(), 1U);
  EXPECT_EQ(world.number("SELECT count(*) FROM mails"), 0);
}

TEST_F(ReplyMailsTest, a_mail_still_being_tried_waits_while_the_user_is_there) {
  world.transport.answers = {{Outcome::Kind::temporary, "451 later"}};
  world.reply(world.thread);
  world.pass(Seconds(61));
  world.presence["u1"] = {true, std::nullopt};
  world.pass(Seconds(600));
  EXPECT_EQ(sent(), 1U);
  world.presence["u1"] = {false, world.clock.now()};
  world.pass(Seconds(60));
  EXPECT_EQ(sent(), 2U);
}

TEST_F(ReplyMailsTest, mails_of_a_thread_refer_to_the_first_and_the_last_nine) {
  for (int n = 0; n < 13; ++n) {
    world.reply(world.thread);
    world.pass(Seconds(61));
  }
  ASSERT_EQ(sent(), 13U);
  EXPECT_EQ(world.transport.header(0, "In-Reply-To"), "");
  EXPECT_EQ(world.transport.header(0, "References"), "");
  std::string expected = world.transport.header(0, "Message-ID");
  for (std::size_t n = 3; n < 12; ++n) expected += " " + world.transport.header(n, "Message-ID");
  EXPECT_EQ(world.transport.header(12, "References"), expected);
  EXPECT_EQ(world.transport.header(12, "In-Reply-To"), world.transport.header(11, "Message-ID"));
  EXPECT_EQ(world.transport.header(12, "Subject"), world.transport.header(0, "Subject"));
}

TEST_F(ReplyMailsTest, more_replies_than_one_mail_carries_follow_in_the_next) {
  for (int n = 0; n < 130; ++n) world.reply(world.thread, "Line " + std::to_string(n) + " ends.");
  world.pass(Seconds(120));
  ASSERT_EQ(sent(), 2U);
  EXPECT_TRUE(world.transport.deliveries[0].message.contains("Line 99 ends."));
  EXPECT_FALSE(world.transport.deliveries[0].message.contains("Line 100 ends."));
  EXPECT_TRUE(world.transport.deliveries[1].message.contains("Line 129 ends."));
}

TEST_F(ReplyMailsTest, without_an_smtp_server_nothing_is_written_down) {
  world.settings.server.reset();
  world.reply(world.thread);
  EXPECT_EQ(world.number("SELECT count(*) FROM mail_due"), 0);
}

}  // namespace
}  // namespace seggwat::notifications
