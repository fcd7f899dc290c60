#include "db/time_limit.h"

#include <gtest/gtest.h>

#include "support/temp_dir.h"

namespace seggwat::db {
namespace {

TEST(TimeLimit, a_question_without_end_is_cut_off_and_the_connection_serves_the_next_one) {
  const testing::TempDir dir;
  Database database(dir.file("a.db"), OpenMode::read_write);
  try {
    const Transaction snapshot(database, Transaction::Kind::deferred);
    const TimeLimit limit(database, std::chrono::milliseconds(30));
    database.query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n").step();
    FAIL() << "it came to an end";
  } catch (const Failure& failure) {
    EXPECT_TRUE(is_timeout(failure)) << failure.what();
  }
  EXPECT_FALSE(database.in_transaction());
  EXPECT_TRUE(database.query("SELECT 7").step());
}

}  // namespace
}  // namespace seggwat::db
