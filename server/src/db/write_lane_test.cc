#include "db/write_lane.h"

#include <gtest/gtest.h>

#include <future>

#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::db {
namespace {

constexpr int kJobs = 64;

// A lane over a small database whose answers arrive on the lane's own thread.
class WriteLaneTest : public ::testing::Test {
 protected:
  std::unique_ptr<Database> open() { return std::make_unique<Database>(dir.file("lane.db"), OpenMode::read_write); }
  Deliver deliver() {
    return [](Deliveries all) {
      for (auto& one : all) one();
    };
  }
  std::int64_t rows() {
    auto database = open();
    auto counted = database->query("SELECT count(*) FROM kept");
    counted.step();
    return counted.row().integer(0);
  }
  bool has(int value) {
    auto database = open();
    return database->query("SELECT 1 FROM kept WHERE value = ?1", value).step();
  }

  void SetUp() override { open()->execute("CREATE TABLE kept (value INTEGER PRIMARY KEY, body BLOB) STRICT"); }

  testing::TempDir dir;
  testing::ManualClock clock;
  testing::SeededRandom random;
};

// Submits one job and gives a future of its result.
std::future<Result<int>> submit(WriteLane& lane, std::function<Result<int>(Tx&)> apply) {
  auto promise = std::make_shared<std::promise<Result<int>>>();
  auto future = promise->get_future();
  lane.submit<int>(std::move(apply), [promise](Result<int> result) { promise->set_value(std::move(result)); });
  return future;
}

std::function<Result<int>(Tx&)> keep(int value) {
  return [value](Tx& tx) -> Result<int> {
    tx.database.query("INSERT INTO kept VALUES (?1, zeroblob(2000))", value).run();
    return value;
  };
}

TEST_F(WriteLaneTest, what_waits_together_is_committed_together_in_order) {
  WriteLane lane(open(), clock, random, deliver());
  std::vector<std::future<Result<int>>> answers;
  for (int i = 0; i < kJobs; ++i) answers.push_back(submit(lane, keep(i)));
  for (int i = 0; i < kJobs; ++i) EXPECT_EQ(*answers[static_cast<std::size_t>(i)].get(), i);
  EXPECT_EQ(rows(), kJobs);
}

TEST_F(WriteLaneTest, a_job_that_returns_an_error_leaves_no_trace_and_harms_no_other) {
  WriteLane lane(open(), clock, random, deliver());
  auto before = submit(lane, keep(1));
  bool effect_ran = false;
  auto refused = submit(lane, [&](Tx& tx) -> Result<int> {
    tx.database.query("INSERT INTO kept VALUES (2, x'')").run();
    tx.after_commit([&] { effect_ran = true; });
    return not_found();
  });
  auto after = submit(lane, keep(3));
  EXPECT_TRUE(before.get());
  EXPECT_FALSE(refused.get());
  EXPECT_TRUE(after.get());
  EXPECT_FALSE(has(2));
  EXPECT_FALSE(effect_ran);
}

TEST_F(WriteLaneTest, a_job_that_fails_amid_a_batch_leaves_the_others_kept_once_with_their_effects_once) {
  WriteLane lane(open(), clock, random, deliver());
  std::promise<void> gate;
  auto held = gate.get_future().share();
  auto first = submit(lane, [held](Tx& tx) -> Result<int> {
    held.wait();
    return *keep(0)(tx);
  });
  std::vector<int> effects;
  std::vector<std::future<Result<int>>> answers;
  for (int i = 1; i <= kJobs; ++i) {
    answers.push_back(submit(lane, [i, &effects](Tx& tx) -> Result<int> {
      tx.after_commit([i, &effects] { effects.push_back(i); });
      const auto kept = keep(i)(tx);
      if (i % 20 == 0) return not_found();
      if (i % 21 == 0) throw Failure(1, "a statement that is wrong");
      return kept;
    }));
  }
  gate.set_value();
  EXPECT_TRUE(first.get());
  std::vector<int> expected;
  for (int i = 1; i <= kJobs; ++i) {
    const bool is_good = i % 20 != 0 && i % 21 != 0;
    EXPECT_EQ(answers[static_cast<std::size_t>(i) - 1].get().has_value(), is_good) << i;
    EXPECT_EQ(has(i), is_good) << i;
    if (is_good) expected.push_back(i);
  }
  lane.stop();
  EXPECT_EQ(effects, expected);
}

TEST_F(WriteLaneTest, a_lane_in_which_every_other_job_fails_goes_on_committing_the_rest) {
  WriteLane lane(open(), clock, random, deliver());
  for (int i = 0; i < 3 * WriteLane::kCarefulBatches; ++i) {
    auto answer = submit(lane, [i](Tx& tx) -> Result<int> {
      const auto kept = keep(i)(tx);
      return i % 2 == 0 ? kept : not_found();
    });
    EXPECT_EQ(answer.get().has_value(), i % 2 == 0);
  }
  EXPECT_EQ(rows(), 3 * WriteLane::kCarefulBatches / 2);
}

TEST_F(WriteLaneTest, effects_follow_the_commit) {
  WriteLane lane(open(), clock, random, deliver());
  bool on_disk_when_told = false;
  auto done = submit(lane, [&](Tx& tx) -> Result<int> {
    tx.database.query("INSERT INTO kept VALUES (7, x'')").run();
    tx.after_commit([&] { on_disk_when_told = has(7); });
    return 7;
  });
  EXPECT_TRUE(done.get());
  EXPECT_TRUE(on_disk_when_told);
}

// The trap: a full disk inside one savepoint rolls the whole transaction back, and the next SAVEPOINT opens another one. Whatever
// was answered with a value must be on disk all the same.
TEST_F(WriteLaneTest, a_full_disk_at_any_job_of_a_batch_never_yields_a_false_success) {
  for (int full_at = 0; full_at < kJobs; full_at += 3) {
    open()->execute("DELETE FROM kept");
    WriteLane lane(open(), clock, random, deliver());
    std::promise<void> gate;
    auto held = gate.get_future().share();
    auto first = submit(lane, [held](Tx&) -> Result<int> {
      held.wait();
      return -1;
    });
    std::vector<std::future<Result<int>>> answers;
    for (int i = 0; i < kJobs; ++i) {
      answers.push_back(submit(lane, [i, full_at](Tx& tx) -> Result<int> {
        if (i == full_at) tx.database.execute("PRAGMA max_page_count = 1");  // as full as a disk can be
        tx.database.query("INSERT INTO kept VALUES (?1, zeroblob(9000))", i).run();
        return i;
      }));
    }
    gate.set_value();
    EXPECT_TRUE(first.get());
    int stored = 0;
    for (int i = 0; i < kJobs; ++i) {
      const auto answer = answers[static_cast<std::size_t>(i)].get();
      EXPECT_EQ(answer.has_value(), has(i)) << "job " << i << ", disk full at " << full_at;
      if (!answer) {
        EXPECT_EQ(answer.error().kind, ErrorKind::unavailable);
      }
      stored += answer.has_value() ? 1 : 0;
    }
    EXPECT_LT(stored, kJobs);
  }
}

TEST_F(WriteLaneTest, a_transaction_lost_inside_a_job_costs_only_that_job) {
  WriteLane lane(open(), clock, random, deliver());
  std::promise<void> gate;
  auto held = gate.get_future().share();
  auto first = submit(lane, [held](Tx& tx) -> Result<int> {
    held.wait();
    return *keep(100)(tx);
  });
  auto before = submit(lane, keep(101));
  auto loses = submit(lane, [](Tx& tx) -> Result<int> {
    tx.database.execute("ROLLBACK");
    throw Failure(13, "database or disk is full");
  });
  auto after = submit(lane, keep(102));
  gate.set_value();
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(before.get());
  EXPECT_FALSE(loses.get());
  EXPECT_TRUE(after.get());
  EXPECT_TRUE(has(100) && has(101) && has(102));
}

TEST_F(WriteLaneTest, stopping_finishes_what_waits_and_refuses_what_comes_later) {
  WriteLane lane(open(), clock, random, deliver());
  auto waiting = submit(lane, keep(1));
  lane.stop();
  EXPECT_TRUE(waiting.get());
  auto late = submit(lane, keep(2)).get();
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "unavailable");
  EXPECT_FALSE(has(2));
}

TEST_F(WriteLaneTest, a_full_queue_is_refused_and_never_grows) {
  WriteLane lane(open(), clock, random, deliver());
  std::promise<void> gate;
  auto held = gate.get_future().share();
  std::promise<void> started;
  auto first = submit(lane, [&started, held](Tx&) -> Result<int> {
    started.set_value();
    held.wait();
    return 0;
  });
  started.get_future().wait();
  std::vector<std::future<Result<int>>> queued;
  for (std::size_t i = 0; i < WriteLane::kQueueLimit; ++i) queued.push_back(submit(lane, [](Tx&) -> Result<int> { return 1; }));
  auto over = submit(lane, keep(9)).get();
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().kind, ErrorKind::unavailable);
  gate.set_value();
  for (auto& answer : queued) EXPECT_TRUE(answer.get());
}

}  // namespace
}  // namespace seggwat::db
