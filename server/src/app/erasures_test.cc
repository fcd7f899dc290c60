#include <gtest/gtest.h>

#include "app/retention.h"
#include "app/verify_store.h"
#include "attachments/eraser.h"
#include "conversations/eraser.h"
#include "end_users/eraser.h"
#include "erasure/erasure.h"
#include "feedback/eraser.h"
#include "journal/journal_store.h"
#include "notifications/eraser.h"
#include "support/lane.h"
#include "support/query_plans.h"
#include "support/temp_dir.h"

namespace seggwat::app {
namespace {

using erasure::Person;

// Two users of one project with a conversation each, written by hand: the rows that the parts must find.
class Erasing : public ::testing::Test {
 protected:
  void SetUp() override {
    project = ProjectId::make(test.clock.now(), test.random);
    member = MemberId::make(test.clock.now(), test.random);
    auto& database = test.database();
    database.query("INSERT INTO projects (id, key, name, created_at) VALUES (?1, randomblob(16), 'Shop', 0)", project).run();
    database
        .query(
            "INSERT INTO members (id, email, name, role, password_hash, joined_at) VALUES (?1, 'a@b.example', 'Ada', 'Owner', '', "
            "0)",
            member)
        .run();
    mira = add_user("mira", 3);
    noah = add_user("noah", 3);
  }

  Person add_user(const std::string& sub, std::int64_t messages, std::string_view status = "resolved") {
    auto& database = test.database();
    const auto thread = ThreadId::make(test.clock.now(), test.random);
    const auto now = test.clock.now();
    database.query("INSERT INTO end_users (project_id, sub, name, created_at) VALUES (?1, ?2, ?2, 0)", project, sub).run();
    const auto key = database.last_row();
    database
        .query(
            "INSERT INTO threads (id, project_id, user_key, status, last_seq, last_user_seq, last_user_at, user_no, created_at, "
            "active_at, updated_at) VALUES (?1, ?2, ?3, ?6, ?4, ?4, ?5, ?4, ?5, ?5, ?5)",
            thread, project, key, messages, now, status)
        .run();
    db::Tx tx(database, now, 7);
    for (std::int64_t seq = 1; seq <= messages; ++seq) {
      const auto message = MessageId::make(now, test.random);
      database
          .query(
              "INSERT INTO messages (id, thread_id, seq, author, client_id, body, created_at) VALUES (?1, ?2, ?3, x'', "
              "randomblob(16), 'hello', ?4)",
              message, thread, seq, now)
          .run();
      journal::append(tx,
                      {.kind = journal::Kind::message, .project = project, .thread = thread, .ref = message.uuid, .user_no = seq});
    }
    journal::append(tx, {.kind = journal::Kind::thread, .project = project, .thread = thread});
    add_traces(sub, thread);
    return {project, sub, key, thread};
  }

  void add_traces(const std::string& sub, const ThreadId& thread) {
    auto& database = test.database();
    const auto feedback = FeedbackId::make(test.clock.now(), test.random);
    database.query("INSERT INTO member_reads (member_id, thread_id, seq, read_at) VALUES (?1, ?2, 1, 0)", member, thread).run();
    database.query("INSERT INTO mail_due (thread_id, oldest_at, newest_at) VALUES (?1, 0, 0)", thread).run();
    database
        .query(
            "INSERT INTO mails (id, kind, thread_id, recipient, message_id, state, next_at, created_at) VALUES (randomblob(16), "
            "'reply', ?1, 'x@y.example', hex(randomblob(8)), 'sent', 0, 0)",
            thread)
        .run();
    database
        .query(
            "INSERT INTO feedback (id, project_id, message, type, source, submitted_by, created_at, updated_at) VALUES (?1, ?2, "
            "'broken', 'Bug', 'Widget', ?3, 0, 0)",
            feedback, project, sub)
        .run();
    database
        .query(
            "INSERT INTO screenshots (id, project_id, feedback_id, submitted_by, hash, type, size, width, height, created_at) "
            "VALUES "
            "(randomblob(16), ?2, ?1, ?3, randomblob(32), 'image/png', 9, 1, 1, 0)",
            feedback, project, sub)
        .run();
    database
        .query("INSERT INTO project_files VALUES (?1, 1, 9) ON CONFLICT DO UPDATE SET files = files + 1, bytes = bytes + 9",
               project)
        .run();
    for (const bool of_thread : {true, false}) {
      const auto id = NotificationId::make(test.clock.now(), test.random);
      database
          .query(
              "INSERT INTO notifications (id, kind, project_id, thread_id, feedback_id, title, preview, created_at) VALUES (?1, "
              "?2, "
              "?3, ?4, ?5, 't', 'p', 0)",
              id, of_thread ? "mention" : "feedback", project, of_thread ? std::optional(thread) : std::nullopt,
              of_thread ? std::nullopt : std::optional(feedback))
          .run();
      database.query("INSERT INTO notification_reads (member_id, notification_id, read_at) VALUES (?1, ?2, 0)", member, id).run();
    }
  }

  // How many slices it took.
  int erase(const Person& person) {
    test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      end_users::make_nameless(tx, {person.user_key}, test.random);
      erasure::begin(tx, person, test.random);
      return true;
    });
    return finish_all();
  }
  int finish_all() {
    int slices = 0;
    while (const auto erasure = erasure::find_unfinished(test.database())) {
      test.write<bool>([&](db::Tx& tx) -> Result<bool> { return erasure::erase_next(tx, *erasure, parts); });
      if (++slices > 100) break;
    }
    return slices;
  }

  std::int64_t count(const std::string& table) {
    test.database().execute(
        "CREATE TEMP TABLE IF NOT EXISTS counted (n INTEGER); DELETE FROM counted; INSERT INTO counted SELECT count(*) FROM " +
        table);
    auto rows = test.database().query("SELECT n FROM counted");
    rows.step();
    return rows.row().integer(0);
  }

  seggwat::testing::TestDatabase test;
  ProjectId project;
  MemberId member;
  Person mira;
  Person noah;
  notifications::Eraser notifications;
  seggwat::testing::TempDir dir;
  attachments::DiskFiles files{dir.file("files")};
  attachments::Attachments kept{test.random, files, 1'000'000};
  attachments::Eraser attachments{kept};
  feedback::Eraser feedback;
  conversations::Eraser conversations;
  end_users::Eraser end_users;
  std::vector<erasure::Part*> parts{&notifications, &attachments, &feedback, &conversations, &end_users};
};

TEST_F(Erasing, takes_every_row_of_the_person_and_none_of_the_neighbour) {
  erase(mira);
  for (const std::string table : {"end_users", "threads", "member_reads", "mail_due", "mails", "feedback", "screenshots"})
    EXPECT_EQ(count(table), 1) << table;
  EXPECT_EQ(count("messages"), 3);
  EXPECT_EQ(count("notifications"), 2);
  EXPECT_EQ(count("notification_reads"), 2);
}

TEST_F(Erasing, the_journal_keeps_its_numbers_and_verify_is_content) {
  const auto before = journal::head(test.database());
  erase(mira);
  EXPECT_EQ(journal::head(test.database()), before);
  const auto rows = journal::read_after(test.database(), 0, 100);
  ASSERT_EQ(rows.size(), 8u);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(rows.at(i).entry.kind, journal::Kind::erased);
    EXPECT_FALSE(rows.at(i).entry.thread || rows.at(i).entry.ref || rows.at(i).entry.user_no);
  }
  EXPECT_EQ(rows.at(4).entry.kind, journal::Kind::message);
  EXPECT_EQ(verify_database(test.database()).faults, std::vector<std::string>{});
}

TEST_F(Erasing, goes_in_slices_and_takes_what_comes_in_between) {
  const auto much = add_user("much", 1200);
  test.write<bool>([&](db::Tx& tx) -> Result<bool> {
    end_users::make_nameless(tx, {much.user_key}, test.random);
    erasure::begin(tx, much, test.random);
    return true;
  });
  const auto erasure = erasure::find_unfinished(test.database());
  const auto before = count("messages");
  test.write<bool>([&](db::Tx& tx) -> Result<bool> { return erasure::erase_next(tx, *erasure, parts); });
  EXPECT_GE(count("messages"), before - static_cast<std::int64_t>(erasure::kSlice));
  test.database()
      .query(
          "INSERT INTO messages (id, thread_id, seq, author, client_id, body, created_at) VALUES (randomblob(16), ?1, 1201, x'', "
          "randomblob(16), 'late', 0)",
          *much.thread)
      .run();
  EXPECT_GE(finish_all(), 4);
  EXPECT_EQ(count("messages"), 6);
  EXPECT_EQ(verify_database(test.database()).faults, std::vector<std::string>{});
}

TEST_F(Erasing, the_sub_is_free_from_the_first_moment_on) {
  test.write<bool>([&](db::Tx& tx) -> Result<bool> {
    EXPECT_EQ(end_users::make_nameless(tx, {mira.user_key}, test.random), "mira");
    return true;
  });
  auto rows = test.database().query("SELECT count(*) FROM end_users WHERE sub = 'mira' OR name = 'mira'");
  rows.step();
  EXPECT_EQ(rows.row().integer(0), 0);
}

TEST_F(Erasing, traces_in_the_files_are_remembered_until_they_are_cleaned) {
  EXPECT_FALSE(erasure::has_traces(test.database()));
  erase(mira);
  EXPECT_TRUE(erasure::has_traces(test.database()));
  test.write<bool>([&](db::Tx& tx) -> Result<bool> {
    erasure::finish(tx, tx.now - Milliseconds{1});
    EXPECT_TRUE(erasure::has_traces(tx.database)) << "one that was deleted after the cleaning began";
    erasure::finish(tx, tx.now);
    return true;
  });
  EXPECT_FALSE(erasure::has_traces(test.database()));
}

TEST_F(Erasing, every_question_has_an_index) {
  erase(mira);
  auto scanning = seggwat::testing::scanning_statements(test.database());
  std::erase_if(scanning,
                [](const auto& sql) { return sql.contains("erasures") || sql.contains("counted") || sql.contains("INSERT"); });
  EXPECT_EQ(scanning, std::vector<std::string>{});
}

TEST_F(Erasing, retention_gives_up_only_what_is_resolved_and_old) {
  add_user("open", 1, "open");
  add_user("erased:by-name-only", 1);
  test.clock.advance(std::chrono::days{31});
  add_user("young", 1);
  std::vector<GivenUp> given_up;
  const auto apply = [&] {
    test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      given_up = give_up_old_conversations(tx, test.random);
      return true;
    });
  };
  apply();
  EXPECT_TRUE(given_up.empty()) << "off unless it is switched on";
  test.write<bool>([&](db::Tx& tx) -> Result<bool> {
    save_retention(tx, project, 30);
    return true;
  });
  EXPECT_EQ(count_old_conversations(test.database(), project, 30, test.clock.now()), 3);
  apply();
  ASSERT_EQ(given_up.size(), 3u);
  EXPECT_EQ(given_up.at(0).sub, "mira");
  EXPECT_EQ(count_old_conversations(test.database(), project, 30, test.clock.now()), 0) << "they are going already";
  finish_all();
  EXPECT_EQ(count("threads"), 2);
  EXPECT_EQ(count("end_users"), 5) << "the users stay known";
  EXPECT_EQ(count("feedback"), 5) << "their feedback stays";
  EXPECT_FALSE(erasure::has_traces(test.database()));
  apply();
  EXPECT_TRUE(given_up.empty());
  EXPECT_EQ(verify_database(test.database()).faults, std::vector<std::string>{});
}

}  // namespace
}  // namespace seggwat::app
