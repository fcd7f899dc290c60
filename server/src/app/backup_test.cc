#include "app/backup.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app/data_dir.h"
#include "app/verify_store.h"
#include "attachments/disk_files.h"
#include "db/meta_store.h"
#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::app {
namespace {

using testing::SeededRandom;
using testing::TempDir;

class BackupTest : public ::testing::Test {
 protected:
  BackupTest() {
    auto opened = open_data_dir(dir, "", random);
    fingerprint = opened->key.fingerprint();
    epoch = *db::find_meta(*opened->database, "epoch");
    opened->database->execute("INSERT INTO organisation VALUES (zeroblob(16), 'Acme', 1)");
  }
  std::string organisation_in(const std::string& data) {
    db::Database database(database_path(data), db::OpenMode::read_only);
    auto query = database.query("SELECT name FROM organisation");
    return query.step() ? query.row().text(0) : "";
  }

  TempDir parent;
  SeededRandom random;
  const std::string dir = parent.file("data");
  const std::string file = parent.file("backup");
  const std::string fresh = parent.file("restored");
  std::string fingerprint, epoch;
};

TEST_F(BackupTest, a_restored_backup_has_the_data_and_a_new_epoch) {
  ASSERT_TRUE(back_up(dir, "", file, BackupKey::include));
  const auto restored = restore(file, fresh, random);
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_EQ(*restored, RestoredKey::from_backup);
  EXPECT_EQ(organisation_in(fresh), "Acme");
  const auto opened = open_existing_data_dir(fresh, "", random);
  ASSERT_TRUE(opened);
  EXPECT_TRUE(opened->key_is_known);
  EXPECT_EQ(opened->key.fingerprint(), fingerprint);
  EXPECT_NE(db::find_meta(*opened->database, "epoch"), epoch);
  EXPECT_FALSE(db::find_meta(*opened->database, "backup_secret_key")) << "the key does not stay in the database";
}

TEST_F(BackupTest, files_come_with_the_backup_but_not_those_that_went_meanwhile) {
  attachments::DiskFiles files(files_path(dir));
  const auto kept = files.put("kept")->hash;
  const auto gone = files.put("gone")->hash;
  db::Database database(database_path(dir), db::OpenMode::read_write);
  database.execute("INSERT INTO projects (id, key, name, created_at) VALUES (zeroblob(16), zeroblob(16), 'Shop', 0)");
  database.execute("INSERT INTO end_users (key, project_id, sub, created_at) VALUES (1, zeroblob(16), 'u', 0)");
  for (const auto& hash : {kept, gone}) {
    database
        .query(
            "INSERT INTO attachments (id, project_id, user_key, author, hash, name, type, size, created_at)"
            " VALUES (randomblob(16), zeroblob(16), 1, x'', ?1, 'a.txt', 'text/plain', 4, 0)",
            db::Blob{as_text(hash)})
        .run();
  }
  for (const auto& hash : {kept, gone}) {
    database.execute(
        "INSERT INTO feedback (id, project_id, message, type, source, created_at, updated_at) VALUES (randomblob(16), "
        "zeroblob(16), "
        "'m', 'Bug', 'Widget', 0, 0)");
    database
        .query(
            "INSERT INTO screenshots (id, project_id, feedback_id, hash, type, size, width, height, created_at)"
            " VALUES (randomblob(16), zeroblob(16), (SELECT id FROM feedback WHERE rowid = ?2), ?1, 'image/png', 4, 1, 1, 0)",
            db::Blob{as_text(hash)}, database.last_row())
        .run();
  }
  database.execute("INSERT INTO project_files VALUES (zeroblob(16), 4, 16)");
  files.remove(gone);
  EXPECT_EQ(verify_files(database, files_path(dir)).size(), 1U);
  ASSERT_TRUE(back_up(dir, "", file, BackupKey::leave_out));
  ASSERT_TRUE(restore(file, fresh, random));
  db::Database restored(database_path(fresh), db::OpenMode::read_only);
  const auto report = verify_database(restored);
  EXPECT_EQ(report.faults, std::vector<std::string>{});
  EXPECT_EQ(report.counts.files, 2);
  EXPECT_EQ(verify_files(restored, files_path(fresh)), std::vector<std::string>{});
  std::ofstream(attachments::DiskFiles(files_path(fresh)).path_of(kept)) << "kepT";
  EXPECT_EQ(verify_files(restored, files_path(fresh)).size(), 1U);
  EXPECT_FALSE(restored.query("SELECT 1 FROM sqlite_schema WHERE name = 'backup_files'").step());
}

TEST_F(BackupTest, a_backup_without_the_key_does_not_hold_it_and_restores_with_a_new_one) {
  ASSERT_TRUE(back_up(dir, "", file, BackupKey::leave_out));
  std::ifstream key_file(dir + "/secret.key"), backup(file, std::ios::binary);
  std::string key;
  std::getline(key_file, key);
  const std::string bytes{std::istreambuf_iterator<char>(backup), {}};
  EXPECT_EQ(bytes.find(key), std::string::npos);
  const auto restored = restore(file, fresh, random);
  ASSERT_TRUE(restored);
  EXPECT_EQ(*restored, RestoredKey::missing);
  const auto opened = open_existing_data_dir(fresh, "", random);
  EXPECT_NE(opened->key.fingerprint(), fingerprint);
  EXPECT_TRUE(opened->key_is_known);
}

TEST_F(BackupTest, the_backup_is_one_private_file) {
  ASSERT_TRUE(back_up(dir, "", file, BackupKey::leave_out));
  struct stat found {};
  ASSERT_EQ(::stat(file.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600U);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(parent.path())) files += entry.is_regular_file() ? 1 : 0;
  EXPECT_EQ(files, 1U);
}

TEST_F(BackupTest, a_backup_beside_a_busy_writer_ends_and_is_whole) {
  db::Database filler(database_path(dir), db::OpenMode::read_write);
  filler.execute("CREATE TABLE ballast (text TEXT) STRICT");
  filler.execute(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)"
      " INSERT INTO ballast SELECT hex(randomblob(1000)) FROM n");
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    while (!stop) filler.execute("UPDATE organisation SET created_at = created_at + 1");
  });
  const auto done = back_up(dir, "", file, BackupKey::leave_out);
  stop = true;
  writer.join();
  ASSERT_TRUE(done) << done.error().message;
  db::Database copy(file, db::OpenMode::read_only);
  auto check = copy.query("PRAGMA integrity_check");
  ASSERT_TRUE(check.step());
  EXPECT_EQ(check.row().text(0), "ok");
}

TEST_F(BackupTest, a_backup_is_restored_into_an_empty_directory_only) {
  ASSERT_TRUE(back_up(dir, "", file, BackupKey::include));
  std::filesystem::create_directory(fresh);
  std::ofstream(fresh + "/something") << "here";
  const auto refused = restore(file, fresh, random);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("not empty"), std::string::npos);
  EXPECT_FALSE(restore(file, dir, random));
  EXPECT_EQ(organisation_in(dir), "Acme");
}

TEST_F(BackupTest, a_file_that_is_no_backup_is_refused_and_leaves_nothing) {
  std::ofstream(file) << "not a database";
  EXPECT_FALSE(restore(file, fresh, random));
  std::ofstream(file, std::ios::binary) << std::string("SQLite format 3\0 and then nonsense", 34);
  EXPECT_FALSE(restore(file, fresh, random));
  EXPECT_TRUE(!std::filesystem::exists(fresh) || std::filesystem::is_empty(fresh));
}

TEST_F(BackupTest, a_failed_backup_keeps_the_one_before_it) {
  ASSERT_TRUE(back_up(dir, "", file, BackupKey::leave_out));
  const auto size = std::filesystem::file_size(file);
  std::filesystem::remove(dir + "/secret.key");
  EXPECT_FALSE(back_up(dir, "", file, BackupKey::include));
  EXPECT_EQ(std::filesystem::file_size(file), size);
}

}  // namespace
}  // namespace seggwat::app
