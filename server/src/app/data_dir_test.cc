#include "app/data_dir.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "db/meta_store.h"
#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::app {
namespace {

using testing::SeededRandom;
using testing::TempDir;

class DataDirTest : public ::testing::Test {
 protected:
  mode_t mode_of(const std::string& path) {
    struct stat found {};
    EXPECT_EQ(::stat(path.c_str(), &found), 0) << path;
    return found.st_mode & 0777;
  }

  TempDir parent;
  SeededRandom random;
  const std::string dir = parent.file("data");
};

TEST_F(DataDirTest, a_fresh_directory_is_private_and_complete) {
  const auto opened = open_data_dir(dir, "", random);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_TRUE(opened->key_is_known);
  EXPECT_EQ(mode_of(dir), 0700U);
  EXPECT_EQ(mode_of(dir + "/secret.key"), 0600U);
  EXPECT_EQ(db::find_meta(*opened->database, "directory_version"), "1");
  EXPECT_TRUE(db::find_meta(*opened->database, "epoch"));
  EXPECT_EQ(db::find_meta(*opened->database, "cursor_key")->size(), 32U);
}

TEST_F(DataDirTest, opening_again_changes_nothing) {
  std::string fingerprint, epoch;
  {
    const auto first = open_data_dir(dir, "", random);
    fingerprint = first->key.fingerprint();
    epoch = *db::find_meta(*first->database, "epoch");
  }
  const auto second = open_data_dir(dir, "", random);
  EXPECT_EQ(second->key.fingerprint(), fingerprint);
  EXPECT_EQ(db::find_meta(*second->database, "epoch"), epoch);
  EXPECT_EQ(db::directory_version(*second->database), 1);
}

TEST_F(DataDirTest, another_key_is_noticed) {
  { ASSERT_TRUE(open_data_dir(dir, "", random)); }
  std::filesystem::remove(dir + "/secret.key");
  const auto opened = open_data_dir(dir, "", random);
  ASSERT_TRUE(opened);
  EXPECT_FALSE(opened->key_is_known);
}

TEST_F(DataDirTest, a_key_file_elsewhere_must_exist_and_be_well_formed) {
  const auto elsewhere = parent.file("key");
  EXPECT_FALSE(open_data_dir(dir, elsewhere, random));
  std::ofstream(elsewhere) << "too short\n";
  EXPECT_FALSE(open_data_dir(dir, elsewhere, random));
  std::ofstream(elsewhere) << std::string(64, 'a') << "\n";
  EXPECT_TRUE(open_data_dir(dir, elsewhere, random));
  EXPECT_FALSE(std::filesystem::exists(dir + "/secret.key"));
}

TEST_F(DataDirTest, only_one_server_holds_a_directory) {
  EXPECT_FALSE(ServeLock::is_held(dir));
  {
    const auto first = ServeLock::take(dir);
    ASSERT_TRUE(first);
    EXPECT_TRUE(ServeLock::is_held(dir));
    const auto second = ServeLock::take(dir);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "data_dir_in_use");
    EXPECT_TRUE(ServeLock::is_held(dir)) << "asking and failing must not loosen the lock";
  }
  EXPECT_FALSE(ServeLock::is_held(dir));
  EXPECT_TRUE(ServeLock::take(dir));
}

TEST_F(DataDirTest, commands_on_existing_data_create_nothing) {
  const auto opened = open_existing_data_dir(dir, "", random);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "no_data");
  EXPECT_FALSE(std::filesystem::exists(dir));
}

TEST_F(DataDirTest, a_newer_schema_stops_with_a_sentence) {
  {
    const auto opened = open_data_dir(dir, "", random);
    opened->database->execute("PRAGMA user_version=9999");
  }
  const auto again = open_data_dir(dir, "", random);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "newer_schema");
}

}  // namespace
}  // namespace seggwat::app
