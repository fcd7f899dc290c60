#include "notifications/team_mails.h"

#include <gtest/gtest.h>

#include "notifications/team_mail_store.h"
#include "support/mail_world.h"
#include "support/query_plans.h"

namespace seggwat::notifications {
namespace {

using std::chrono::minutes;
using testing::MailWorld;

class TeamMailsTest : public ::testing::Test {
 protected:
  TeamMailsTest() {
    add_member(2, "ben@team.example");
    add_member(3, "cleo@team.example");
    world.run("DELETE FROM members WHERE email = 'ada@team.example'");
    world.pass(minutes(4));
  }

  // Seen just now, so available.
  void add_member(int n, const std::string& email) {
    const auto now = std::to_string(to_millis(world.clock.now()));
    world.run("INSERT INTO members (id, email, name, role, password_hash, joined_at, last_seen_at) VALUES (" + id_of(n) + ", '" +
              email + "', 'M', 'Admin', 'x', " + now + ", " + now + ")");
  }
  static std::string id_of(int n) {
    return "x'000000000000000000000000000000" + std::string(n < 10 ? "0" : "") + std::to_string(n) + "'";
  }
  std::vector<std::string> recipients() const {
    std::vector<std::string> all;
    for (const auto& delivery : world.transport.deliveries) all.push_back(delivery.envelope.to);
    return all;
  }
  void team_reads(const ThreadId& thread, std::int64_t seq) {
    world.run("UPDATE threads SET team_read_seq = " + std::to_string(seq) + " WHERE lower(hex(id)) = replace('" +
              to_string(thread) + "', '-', '')");
  }

  MailWorld world;
};

using Addresses = std::vector<std::string>;

TEST_F(TeamMailsTest, one_available_member_is_mailed_after_three_minutes_unread) {
  world.ask(world.thread, "Is anybody there?");
  world.pass(minutes(3) - Seconds(1));
  EXPECT_TRUE(recipients().empty());
  world.pass(Seconds(2));
  EXPECT_EQ(recipients(), Addresses{"ben@team.example"});
  EXPECT_TRUE(world.transport.deliveries[0].message.contains("Is anybody there?"));
  EXPECT_TRUE(world.transport.deliveries[0].message.contains("/messages/live-chat/" + to_string(world.thread)));
}

TEST_F(TeamMailsTest, the_same_messages_are_never_mailed_again_and_new_ones_go_to_the_next_in_turn) {
  world.ask(world.thread, "First question");
  world.pass(minutes(60));
  EXPECT_EQ(recipients().size(), 1U);
  world.ask(world.thread, "Second question");
  world.pass(minutes(4));
  EXPECT_EQ(recipients(), (Addresses{"ben@team.example", "cleo@team.example"}));
  EXPECT_FALSE(world.transport.deliveries[1].message.contains("First question"));
}

TEST_F(TeamMailsTest, whom_the_conversation_is_assigned_to_is_mailed_unless_they_want_none) {
  world.run("UPDATE threads SET assignee_id = " + id_of(3));
  world.ask(world.thread);
  world.pass(minutes(4));
  EXPECT_EQ(recipients(), Addresses{"cleo@team.example"});
  world.run("INSERT INTO member_preferences (member_id, notifications, team_mail) VALUES (" + id_of(3) + ", '{}', 0)");
  world.ask(world.thread);
  world.pass(minutes(4));
  EXPECT_EQ(recipients(), (Addresses{"cleo@team.example", "ben@team.example"}));
}

TEST_F(TeamMailsTest, everybody_is_mailed_when_nobody_is_available) {
  world.run("UPDATE members SET last_seen_at = NULL");
  world.ask(world.thread);
  world.pass(minutes(4));
  EXPECT_EQ(recipients(), (Addresses{"ben@team.example", "cleo@team.example"}));
}

TEST_F(TeamMailsTest, who_is_not_to_be_disturbed_is_passed_over) {
  const auto until = std::to_string(to_millis(world.clock.now() + std::chrono::hours(1)));
  world.run("INSERT INTO member_preferences (member_id, notifications, do_not_disturb_until, team_mail) VALUES (" + id_of(2) +
            ", '{}', " + until + ", 1)");
  world.ask(world.thread);
  world.pass(minutes(4));
  EXPECT_EQ(recipients(), Addresses{"cleo@team.example"});
}

TEST_F(TeamMailsTest, do_not_disturb_holds_for_the_one_in_charge_and_when_it_holds_for_all_the_mail_waits_for_its_end) {
  const auto quiet_for = [&](int member, minutes time) {
    world.run("INSERT OR REPLACE INTO member_preferences (member_id, notifications, do_not_disturb_until, team_mail) VALUES (" +
              id_of(member) + ", '{}', " + std::to_string(to_millis(world.clock.now() + time)) + ", 1)");
  };
  world.run("UPDATE threads SET assignee_id = " + id_of(3));
  quiet_for(3, minutes(60));
  world.ask(world.thread);
  world.pass(minutes(4));
  EXPECT_EQ(recipients(), Addresses{"ben@team.example"});
  quiet_for(2, minutes(30));
  world.ask(world.thread, "Asked while nobody may be disturbed");
  world.pass(minutes(20));
  EXPECT_EQ(recipients().size(), 1U);
  world.pass(minutes(11));
  ASSERT_EQ(recipients().size(), 2U);
  EXPECT_EQ(recipients()[1], "ben@team.example");
  EXPECT_TRUE(world.transport.deliveries[1].message.contains("Asked while nobody may be disturbed"));
}

TEST_F(TeamMailsTest, nobody_is_mailed_while_somebody_is_online_or_when_the_team_has_read) {
  world.team_online = true;
  const auto seq = world.ask(world.thread);
  world.pass(minutes(20));
  EXPECT_TRUE(recipients().empty());
  team_reads(world.thread, seq);
  world.team_online = false;
  world.pass(minutes(20));
  EXPECT_TRUE(recipients().empty());
  EXPECT_EQ(world.number("SELECT count(*) FROM team_mail_due WHERE due_at IS NOT NULL"), 0);
}

TEST_F(TeamMailsTest, what_was_left_unread_by_those_who_were_online_is_mailed_after_they_have_gone) {
  world.team_online = true;
  world.ask(world.thread);
  world.pass(minutes(20));
  world.team_online = false;
  world.pass(minutes(3) + Seconds(1));
  EXPECT_EQ(recipients().size(), 1U);
}

TEST_F(TeamMailsTest, several_conversations_are_one_mail_to_one_recipient) {
  world.run("UPDATE members SET removed_at = 1 WHERE email = 'cleo@team.example'");
  const auto other = world.add_user("u2", "other@shop.example");
  world.ask(world.thread, "From the first");
  world.ask(other, "From the second");
  world.pass(minutes(4));
  ASSERT_EQ(recipients(), Addresses{"ben@team.example"});
  const auto& message = world.transport.deliveries[0].message;
  EXPECT_TRUE(message.contains("From the first") && message.contains("From the second"));
  world.ask(other, "Once more");
  world.pass(minutes(4));
  EXPECT_EQ(recipients().size(), 1U) << "at most one mail in ten minutes";
  world.pass(minutes(6));
  EXPECT_EQ(recipients().size(), 2U);
}

TEST_F(TeamMailsTest, what_waits_survives_a_restart_and_waits_for_browsers_to_come_back) {
  world.ask(world.thread);
  world.clock.advance(minutes(30));
  world.restart();
  world.settle();
  EXPECT_TRUE(recipients().empty());
  world.pass(minutes(3) + Seconds(1));
  EXPECT_EQ(recipients().size(), 1U);
}

TEST_F(TeamMailsTest, a_mail_that_waits_for_the_server_is_dropped_once_the_messages_are_read) {
  world.transport.answers = {{mail::Outcome::Kind::temporary, "451 later"}};
  const auto seq = world.ask(world.thread);
  world.pass(minutes(3) + Seconds(1));
  EXPECT_EQ(world.transport.deliveries.size(), 1U);
  team_reads(world.thread, seq);
  world.pass(minutes(10));
  EXPECT_EQ(world.transport.deliveries.size(), 1U);
  EXPECT_EQ(world.number("SELECT count(*) FROM mails WHERE kind = 'team'"), 0);
}

TEST_F(TeamMailsTest, nothing_waits_without_an_smtp_server) {
  world.settings.server.reset();
  world.ask(world.thread);
  EXPECT_EQ(world.number("SELECT count(*) FROM team_mail_due"), 0);
}

TEST_F(TeamMailsTest, every_question_about_what_waits_has_an_index) {
  db::Database database(world.dir.file("seggwat.db"), db::OpenMode::read_write);
  db::Transaction transaction(database, db::Transaction::Kind::immediate);
  const auto now = world.clock.now();
  store::note_waiting(database, world.thread, now);
  store::find_next_team_due(database);
  store::list_team_due(database, now, 10);
  store::postpone_team_mail(database, world.thread, now);
  store::close_team_mail(database, world.thread, 1);
  MemberId ben;
  ben.uuid.bytes[15] = 2;
  store::take_turn(database, ben, now);
  store::load_unread(database, world.thread, 0, 9, 3);
  EXPECT_EQ(testing::scanning_statements(database), std::vector<std::string>{});
}

}  // namespace
}  // namespace seggwat::notifications
