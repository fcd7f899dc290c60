#include "db/database.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "db/migrate.h"
#include "support/temp_dir.h"

namespace seggwat::db {
namespace {

TEST(Database, a_path_that_begins_like_a_uri_is_a_path) {
  const testing::TempDir dir;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(dir.file(""));
  { Database database("file:x.db?mode=memory", OpenMode::read_write); }
  std::filesystem::current_path(before);
  EXPECT_TRUE(std::filesystem::exists(dir.file("file:x.db?mode=memory")));
}

TEST(Migrate, a_new_database_gets_the_newest_schema) {
  const testing::TempDir dir;
  Database database(dir.file("seggwat.db"), OpenMode::read_write);
  const auto version = migrate(database, dir.file("seggwat.db"));
  ASSERT_TRUE(version.has_value());
  EXPECT_EQ(*version, migrations().back().version);
  EXPECT_FALSE(database.query("SELECT id FROM threads").step());
}

TEST(Migrate, a_newer_schema_is_refused_and_left_alone) {
  const testing::TempDir dir;
  Database database(dir.file("seggwat.db"), OpenMode::read_write);
  database.execute("PRAGMA user_version=9999");
  const auto version = migrate(database, dir.file("seggwat.db"));
  ASSERT_FALSE(version.has_value());
  EXPECT_EQ(version.error().code, "newer_schema");
}

TEST(Migrate, existing_data_is_copied_before_the_first_change) {
  const testing::TempDir dir;
  const auto path = dir.file("seggwat.db");
  Database database(path, OpenMode::read_write);
  const std::vector<Migration> old{{1, "CREATE TABLE kept (word TEXT) STRICT; INSERT INTO kept VALUES ('here');"}};
  ASSERT_TRUE(migrate(database, path, old));
  auto steps = old;
  steps.push_back({2, "DROP TABLE kept"});
  ASSERT_TRUE(migrate(database, path, steps));
  Database copy(path + ".before-v2", OpenMode::read_only);
  auto words = copy.query("SELECT word FROM kept");
  ASSERT_TRUE(words.step());
  EXPECT_EQ(words.row().text(0), "here");
}

}  // namespace
}  // namespace seggwat::db
