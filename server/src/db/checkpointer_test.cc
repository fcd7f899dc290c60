#include "db/checkpointer.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "support/temp_dir.h"

namespace seggwat::db {
namespace {

constexpr int kRows = 200;

class Checkpoints : public ::testing::Test {
 protected:
  Checkpoints() {
    writer.execute("CREATE TABLE words (word TEXT) STRICT");
    checkpoint(writer);
  }
  void write_rows() {
    for (int i = 0; i < kRows; ++i) writer.query("INSERT INTO words VALUES (?1)", std::string(4'000, 'x')).run();
  }
  std::uintmax_t size() const { return std::filesystem::file_size(path); }

  const testing::TempDir dir;
  const std::string path = dir.file("seggwat.db");
  Database writer{path, OpenMode::read_write};
};

TEST_F(Checkpoints, bring_all_of_the_wal_over_when_nobody_reads) {
  write_rows();
  Database other(path, OpenMode::read_write);
  const auto progress = checkpoint(other);
  EXPECT_GT(progress.pages, kRows);
  EXPECT_EQ(progress.copied, progress.pages);
  EXPECT_GT(size(), static_cast<std::uintmax_t>(kRows * 4'000));
}

TEST_F(Checkpoints, leave_to_a_reader_what_it_still_sees) {
  Database reader(path, OpenMode::read_only);
  const Transaction snapshot(reader, Transaction::Kind::deferred);
  EXPECT_FALSE(reader.query("SELECT word FROM words").step());
  write_rows();
  const auto progress = checkpoint(writer);
  EXPECT_LT(progress.copied, progress.pages);
  EXPECT_FALSE(reader.query("SELECT word FROM words").step());
}

TEST_F(Checkpoints, do_not_stand_in_the_way_of_a_transaction_under_way) {
  Transaction transaction(writer, Transaction::Kind::immediate);
  write_rows();
  Database other(path, OpenMode::read_write);
  checkpoint(other);
  write_rows();
  transaction.commit();
  auto counted = writer.query("SELECT count(*) FROM words");
  ASSERT_TRUE(counted.step());
  EXPECT_EQ(counted.row().integer(0), 2 * kRows);
}

TEST_F(Checkpoints, come_by_themselves_after_a_commit) {
  Checkpointer checkpointer(path);
  write_rows();
  checkpointer.note_commit();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (size() < static_cast<std::uintmax_t>(kRows * 4'000) && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::yield();
  }
  EXPECT_GT(size(), static_cast<std::uintmax_t>(kRows * 4'000));
  checkpointer.stop();
  checkpointer.stop();
}

}  // namespace
}  // namespace seggwat::db
