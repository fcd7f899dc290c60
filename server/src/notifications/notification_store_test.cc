#include "notifications/notification_store.h"

#include <gtest/gtest.h>

#include "notifications/bell.h"
#include "support/lane.h"
#include "support/query_plans.h"

namespace seggwat::notifications {
namespace {

// A project with one thread whose user has written twice, and two members.
class BellTest : public ::testing::Test {
 protected:
  void SetUp() override {
    project = ProjectId::make(test.clock.now(), test.random);
    thread = ThreadId::make(test.clock.now(), test.random);
    ben = add_member("ben@team.example");
    cleo = add_member("cleo@team.example");
    test.clock.advance(Seconds{1});
    auto& database = test.database();
    database.query("INSERT INTO projects (id, key, name, created_at) VALUES (?1, randomblob(16), 'Shop', 0)", project).run();
    database.query("INSERT INTO end_users (key, project_id, sub, name, created_at) VALUES (1, ?1, 'u', 'Ada', 0)", project).run();
    database
        .query(
            "INSERT INTO threads (id, project_id, user_key, last_seq, last_user_seq, last_user_at, created_at, active_at, "
            "updated_at)"
            " VALUES (?1, ?2, 1, 2, 2, ?3, ?3, ?3, ?3)",
            thread, project, test.clock.now())
        .run();
    for (int seq = 1; seq <= 2; ++seq) {
      database
          .query(
              "INSERT INTO messages (id, thread_id, seq, author, client_id, body, created_at)"
              " VALUES (randomblob(16), ?1, ?2, x'', randomblob(16), 'message ' || ?2, ?3)",
              thread, seq, test.clock.now())
          .run();
    }
  }

  team::Member add_member(const char* email) {
    team::Member member{.id = MemberId::make(test.clock.now(), test.random)};
    member.joined_at = test.clock.now();
    test.database()
        .query("INSERT INTO members (id, email, name, role, password_hash, joined_at) VALUES (?1, ?2, ?2, 'Owner', '', ?3)",
               member.id, email, member.joined_at)
        .run();
    return member;
  }

  std::vector<Notification> list(const team::Member& member, store::Which which = store::Which::all) {
    return store::list(test.database(), {.member = member, .projects = {project}, .which = which});
  }
  std::int64_t unread(const team::Member& member) { return store::count_unread(test.database(), member, {project}); }
  void mention(const team::Member& member) {
    test.clock.advance(Seconds{1});
    ASSERT_TRUE(test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      bell.ring(tx, {.kind = Kind::mention, .project = project, .only_for = member.id, .thread = thread, .title = "Cleo"});
      return true;
    }));
  }

  testing::TestDatabase test;
  std::vector<Notification> heard;
  Bell bell{test.random, [this](const journal::Record&, const Notification& notification) { heard.push_back(notification); }};
  ProjectId project;
  ThreadId thread;
  team::Member ben;
  team::Member cleo;
};

TEST_F(BellTest, messages_of_a_thread_are_one_notification_that_nobody_stored) {
  const auto found = list(ben);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Kind::message);
  EXPECT_EQ(found[0].count, 2);
  EXPECT_EQ(found[0].title, "Ada");
  EXPECT_EQ(found[0].preview, "message 2");
  EXPECT_EQ(unread(ben), 1);
}

TEST_F(BellTest, a_mention_is_for_its_member_alone_and_goes_with_reading_the_thread) {
  mention(ben);
  EXPECT_EQ(unread(ben), 2);
  EXPECT_EQ(unread(cleo), 1);
  EXPECT_EQ(list(ben)[0].kind, Kind::mention);
  store::mark_thread_read(test.database(), ben.id, thread, test.clock.now());
  EXPECT_EQ(unread(ben), 1);
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].only_for, ben.id);
}

TEST_F(BellTest, all_read_is_one_mark_and_later_news_count_again) {
  mention(ben);
  store::mark_all_read(test.database(), ben.id, test.clock.now());
  EXPECT_EQ(unread(ben), 0);
  EXPECT_TRUE(list(ben, store::Which::unread).empty());
  for (const auto& notification : list(ben)) EXPECT_TRUE(notification.read_at);
  mention(ben);
  EXPECT_EQ(unread(ben), 1);
}

TEST_F(BellTest, another_members_notification_cannot_be_marked) {
  mention(ben);
  store::mark_read(test.database(), cleo.id, list(ben)[0].id, test.clock.now());
  EXPECT_EQ(unread(ben), 2);
}

TEST_F(BellTest, no_question_is_answered_by_a_full_scan) {
  mention(ben);
  for (const auto which : {store::Which::all, store::Which::unread}) list(ben, which);
  unread(ben);
  store::find(test.database(), list(ben)[0].id);
  store::find_of_thread(test.database(), thread);
  store::mark_read(test.database(), ben.id, list(ben)[0].id, test.clock.now());
  store::mark_thread_read(test.database(), ben.id, thread, test.clock.now());
  store::mark_all_read(test.database(), ben.id, test.clock.now());
  EXPECT_EQ(testing::scanning_statements(test.database()), std::vector<std::string>{});
}

}  // namespace
}  // namespace seggwat::notifications
