#include <gtest/gtest.h>
#include <sqlite3.h>

#include "db/migrate.h"
#include "journal/cursor.h"
#include "journal/journal_store.h"
#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::journal {
namespace {

class Journal : public ::testing::Test {
 protected:
  Journal() { EXPECT_TRUE(db::migrate(database_, dir_.file("seggwat.db"))); }

  Record add(std::optional<ThreadId> thread, std::optional<std::int64_t> user_no, Instant at = from_millis(1'000'000)) {
    db::Tx tx(database_, at, random_.bits32() | 1);
    return append(tx, Entry{Kind::message, project_, thread, Uuid{{7}}, 3, 4, user_no});
  }
  std::size_t trim(Instant older_than, std::int64_t durable) {
    db::Tx tx(database_, older_than, 1);
    return trim_slice(tx, {older_than, durable});
  }
  ThreadId thread(std::uint8_t first) const { return ThreadId{Uuid{{first}}}; }

  testing::TempDir dir_;
  db::Database database_{dir_.file("seggwat.db"), db::OpenMode::read_write};
  testing::SeededRandom random_;
  ProjectId project_{Uuid{{1}}};
};

TEST_F(Journal, what_was_appended_is_read_back_in_order) {
  const auto first = add(thread(1), 1);
  const auto second = add(std::nullopt, std::nullopt);
  const auto third = add(thread(1), 2);
  EXPECT_EQ(first.no, 1);
  EXPECT_EQ(third.no, 3);
  const auto read = read_after(database_, 0, 10);
  ASSERT_EQ(read.size(), 3U);
  EXPECT_EQ(read[0].entry.thread, thread(1));
  EXPECT_EQ(read[0].entry.ref, (Uuid{{7}}));
  EXPECT_EQ(read[0].entry.seq, 3);
  EXPECT_EQ(read[0].entry.extra, 4);
  EXPECT_EQ(read[0].entry.user_no, 1);
  EXPECT_EQ(read[0].check, first.check);
  EXPECT_EQ(read[0].at, first.at);
  EXPECT_FALSE(read[1].entry.thread);
  EXPECT_FALSE(read[1].entry.user_no);
  EXPECT_EQ(read_after(database_, 1, 1).front().no, second.no);
  EXPECT_EQ(head(database_), (Position{3, third.check}));
}

TEST_F(Journal, a_user_reads_only_their_own_threads_view) {
  add(thread(1), 1);
  add(thread(2), 1);
  add(thread(1), std::nullopt);
  add(thread(1), 2);
  const auto read = read_user_after(database_, thread(1), 0, 10);
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[1].no, 4);
  EXPECT_EQ(read_user_after(database_, thread(1), 1, 10).size(), 1U);
}

TEST_F(Journal, the_same_number_in_a_users_view_cannot_be_given_twice) {
  add(thread(1), 1);
  EXPECT_THROW(add(thread(1), 1), db::Failure);
}

TEST_F(Journal, a_position_is_good_only_with_the_check_of_its_entry) {
  EXPECT_TRUE(can_resume(database_, {}));
  const auto entry = add(thread(1), 1);
  EXPECT_TRUE(can_resume(database_, {}));
  EXPECT_TRUE(can_resume(database_, {1, entry.check}));
  EXPECT_FALSE(can_resume(database_, {1, entry.check ^ 1}));
  EXPECT_FALSE(can_resume(database_, {2, entry.check}));
  EXPECT_FALSE(can_resume(database_, {2, 0}));
  EXPECT_FALSE(can_resume(database_, {0, 5}));
  EXPECT_TRUE(can_resume_user(database_, thread(1), {1, entry.check}, 1));
  EXPECT_TRUE(can_resume_user(database_, thread(1), {}, 1));
  EXPECT_FALSE(can_resume_user(database_, thread(1), {1, 0}, 1));
  EXPECT_FALSE(can_resume_user(database_, thread(1), {2, 0}, 1));
  EXPECT_FALSE(can_resume_user(database_, thread(1), {0, 9}, 1));
}

TEST_F(Journal, trimming_takes_the_oldest_in_slices_and_never_the_newest) {
  {
    db::Transaction all(database_, db::Transaction::Kind::immediate);
    for (int i = 1; i <= 1200; ++i) add(thread(1), i);
    all.commit();
  }
  const Instant later = from_millis(2'000'000);
  EXPECT_EQ(trim(later, 10'000), 500U);
  EXPECT_EQ(trim(later, 10'000), 500U);
  EXPECT_EQ(trim(later, 10'000), 199U);
  EXPECT_EQ(trim(later, 10'000), 0U);
  EXPECT_EQ(head(database_).no, 1200);
  EXPECT_EQ(add(thread(1), 1201).no, 1201);
}

TEST_F(Journal, trimming_stops_at_a_durable_cursor_and_at_the_first_young_entry) {
  add(thread(1), 1);
  add(thread(1), 2);
  add(thread(1), 3, from_millis(9'000'000));
  add(thread(1), 4);
  EXPECT_EQ(trim(from_millis(2'000'000), 1), 1U);
  EXPECT_EQ(trim(from_millis(2'000'000), 100), 1U);
  EXPECT_EQ(trim(from_millis(2'000'000), 100), 0U);
  EXPECT_EQ(read_after(database_, 0, 10).front().no, 3);
}

TEST_F(Journal, a_trimmed_position_is_refused_but_the_head_of_a_trimmed_view_is_good) {
  const auto first = add(thread(1), 1);
  add(thread(1), 2);
  add(thread(2), 1);
  ASSERT_EQ(trim(from_millis(2'000'000), 100), 2U);
  EXPECT_FALSE(can_resume(database_, {}));
  EXPECT_FALSE(can_resume(database_, {1, first.check}));
  EXPECT_FALSE(can_resume_user(database_, thread(1), {1, first.check}, 2));
  EXPECT_FALSE(can_resume_user(database_, thread(1), {}, 2));
  EXPECT_EQ(user_position(database_, thread(1), 2), (Position{2, 0}));
  EXPECT_TRUE(can_resume_user(database_, thread(1), {2, 0}, 2));
}

TEST_F(Journal, no_statement_scans_the_table) {
  add(thread(1), 1);
  add(thread(1), 2);
  (void)read_after(database_, 0, 5);
  (void)read_user_after(database_, thread(1), 0, 5);
  (void)can_resume(database_, {5, 5});
  (void)can_resume_user(database_, thread(1), {1, 0}, 2);
  ASSERT_EQ(trim(from_millis(2'000'000), 1), 1U);
  int plans = 0;
  for (auto* used = sqlite3_next_stmt(database_.handle(), nullptr); used != nullptr;
       used = sqlite3_next_stmt(database_.handle(), used)) {
    const std::string sql = sqlite3_sql(used);
    if (sql.find("journal") == std::string::npos || sql.starts_with("EXPLAIN")) continue;
    sqlite3_stmt* plan = nullptr;
    ASSERT_EQ(sqlite3_prepare_v2(database_.handle(), ("EXPLAIN QUERY PLAN " + sql).c_str(), -1, &plan, nullptr), SQLITE_OK);
    while (sqlite3_step(plan) == SQLITE_ROW) {
      const std::string detail = reinterpret_cast<const char*>(sqlite3_column_text(plan, 3));
      // Without a condition, LIMIT 1 at the end of the primary key is one step.
      const bool is_head = sql.find("DESC LIMIT 1") != std::string::npos;
      EXPECT_TRUE(is_head || detail.starts_with("SEARCH")) << sql << ": " << detail;
      EXPECT_EQ(detail.find("TEMP B-TREE"), std::string::npos) << sql;
      ++plans;
    }
    sqlite3_finalize(plan);
  }
  EXPECT_GE(plans, 6);
}

class CursorText : public Journal {
 protected:
  Cursors cursors_ = Cursors::load_or_create(database_, random_);
};

TEST_F(CursorText, a_cursor_is_read_back_by_its_own_reader_only) {
  const Position at{42, 4'294'967'295U};
  EXPECT_EQ(cursors_.parse_team(cursors_.team(at)), at);
  const auto text = cursors_.user(project_, "ann", at);
  EXPECT_EQ(cursors_.parse_user(project_, "ann", text), at);
  EXPECT_FALSE(cursors_.parse_user(project_, "bob", text));
  EXPECT_FALSE(cursors_.parse_user(ProjectId{Uuid{{9}}}, "ann", text));
  EXPECT_FALSE(cursors_.parse_team(text));
  EXPECT_FALSE(cursors_.parse_user(project_, "ann", cursors_.team(at)));
}

TEST_F(CursorText, stays_the_same_over_a_restart_and_dies_with_the_epoch) {
  const auto text = cursors_.user(project_, "ann", {1, 2});
  EXPECT_EQ(Cursors::load_or_create(database_, random_).user(project_, "ann", {1, 2}), text);
  const auto team = cursors_.team({1, 2});
  Cursors::renew_epoch(database_, random_);
  const auto fresh = Cursors::load_or_create(database_, random_);
  EXPECT_FALSE(fresh.parse_user(project_, "ann", text));
  EXPECT_FALSE(fresh.parse_team(team));
}

TEST_F(CursorText, every_other_text_is_refused) {
  const auto good = cursors_.user(project_, "ann", {12, 34});
  const auto prefix = cursors_.user_prefix(project_, "ann");
  const std::string odd[] = {"",
                             "abc",
                             "-1",
                             "0",
                             "99999999999999999999",
                             "1\n2",
                             "1 OR 1=1",
                             "\xC3\xA9",
                             "u--1-2",
                             prefix,
                             prefix + "1",
                             prefix + "1-",
                             prefix + "-1",
                             prefix + "01-2",
                             prefix + "1-02",
                             prefix + "+1-2",
                             prefix + "1-2 ",
                             prefix + " 1-2",
                             prefix + "1-4294967296",
                             prefix + "99999999999999999999-1",
                             prefix + "1-2-3",
                             prefix + "-1-2",
                             good + std::string(1, '\0'),
                             std::string(1'000'000, '1')};
  for (const auto& text : odd) EXPECT_FALSE(cursors_.parse_user(project_, "ann", text)) << text.substr(0, 60);
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    auto changed = good;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(cursors_.parse_user(project_, "ann", changed)) << i;
  }
  for (std::size_t i = 0; i < good.size() - 3; ++i) EXPECT_FALSE(cursors_.parse_user(project_, "ann", good.substr(0, i)));
}

}  // namespace
}  // namespace seggwat::journal
