#include "app/verify_store.h"

#include <gtest/gtest.h>

#include "db/migrate.h"
#include "search/index_file.h"
#include "search/indexer.h"
#include "support/temp_dir.h"

namespace seggwat::app {
namespace {

using testing::TempDir;

// One thread of three messages and a note, read by both sides, as the server would have written it.
constexpr const char* kSound = R"sql(
INSERT INTO members (id, email, name, role, password_hash, joined_at) VALUES (x'0A000000000000000000000000000000', 'a@b.example', 'Ada', 'Owner', '-', 1);
INSERT INTO projects (id, key, name, created_at) VALUES (x'0B000000000000000000000000000000', x'0C000000000000000000000000000000', 'Shop', 1);
INSERT INTO end_users (key, project_id, sub, created_at) VALUES (1, x'0B000000000000000000000000000000', 'u1', 1);
INSERT INTO threads (id, project_id, user_key, last_seq, last_note, user_read_seq, team_read_seq, user_delivered_seq, last_user_seq, user_no, created_at, active_at, updated_at)
  VALUES (x'0D000000000000000000000000000000', x'0B000000000000000000000000000000', 1, 3, 1, 2, 3, 2, 3, 4, 1, 1, 1);
INSERT INTO messages (id, thread_id, seq, note, author, client_id, body, created_at) VALUES
  (x'01000000000000000000000000000000', x'0D000000000000000000000000000000', 1, 0, x'', x'01', 'one', 1),
  (x'02000000000000000000000000000000', x'0D000000000000000000000000000000', 2, 0, x'0A000000000000000000000000000000', x'02', 'two', 1),
  (x'03000000000000000000000000000000', x'0D000000000000000000000000000000', 3, 0, x'', x'03', 'three', 1),
  (x'04000000000000000000000000000000', x'0D000000000000000000000000000000', 3, 1, x'0A000000000000000000000000000000', x'04', 'note', 1);
INSERT INTO member_reads (member_id, thread_id, seq, read_at) VALUES (x'0A000000000000000000000000000000', x'0D000000000000000000000000000000', 3, 1);
INSERT INTO journal (no, check_bits, project_id, thread_id, kind, ref, seq, user_no, at) VALUES
  (1, 7, x'0B000000000000000000000000000000', x'0D000000000000000000000000000000', 1, x'01000000000000000000000000000000', NULL, 1, 1),
  (2, 7, x'0B000000000000000000000000000000', x'0D000000000000000000000000000000', 1, x'02000000000000000000000000000000', NULL, 2, 1),
  (3, 7, x'0B000000000000000000000000000000', x'0D000000000000000000000000000000', 2, NULL, 2, 3, 1),
  (4, 7, x'0B000000000000000000000000000000', x'0D000000000000000000000000000000', 1, x'03000000000000000000000000000000', NULL, 4, 1),
  (5, 7, x'0B000000000000000000000000000000', x'0D000000000000000000000000000000', 1, x'04000000000000000000000000000000', NULL, NULL, 1);
)sql";

std::vector<std::string> faults_after(const std::string& damage) {
  const TempDir dir;
  db::Database database(dir.file("seggwat.db"), db::OpenMode::read_write);
  EXPECT_TRUE(db::migrate(database, dir.file("seggwat.db")));
  database.execute(kSound);
  database.execute("PRAGMA foreign_keys=OFF");
  if (!damage.empty()) database.execute(damage);
  return verify_database(database).faults;
}

TEST(Verify, sound_data_has_no_fault) {
  for (const auto& fault : faults_after("")) ADD_FAILURE() << fault;
}

TEST(Verify, a_trimmed_journal_is_sound) { EXPECT_TRUE(faults_after("DELETE FROM journal WHERE no <= 2").empty()); }

struct Damage {
  const char* sql;
  const char* words;
};

class VerifyDamage : public ::testing::TestWithParam<Damage> {};

TEST_P(VerifyDamage, is_found_and_named) {
  const auto faults = faults_after(GetParam().sql);
  ASSERT_FALSE(faults.empty()) << GetParam().sql;
  std::string all;
  for (const auto& fault : faults) all += fault + "\n";
  EXPECT_NE(all.find(GetParam().words), std::string::npos) << GetParam().sql << "\n" << all;
}

INSTANTIATE_TEST_SUITE_P(
    Each, VerifyDamage,
    ::testing::Values(Damage{"DELETE FROM journal WHERE no = 3", "journal's numbers have gaps"},
                      Damage{"INSERT INTO unread_threads VALUES (x'0A', x'0B', x'0C')", "not to have read what they have"},
                      Damage{"UPDATE threads SET last_user_at = 2; DELETE FROM member_reads", "have read what they have not"},
                      Damage{"UPDATE thread_counts SET threads = 2", "conversations are counted wrong"},
                      Damage{"DELETE FROM thread_counts", "conversations are counted wrong"},
                      Damage{"INSERT INTO unread_counts VALUES (x'0A', x'0B', 1)", "has not read is counted wrong"},
                      Damage{"UPDATE messages SET seq = 5 WHERE seq = 3 AND note = 0", "not numbered 1, 2, 3"},
                      Damage{"UPDATE messages SET note = 2 WHERE note = 1", "notes are not numbered"},
                      Damage{"UPDATE journal SET user_no = 9 WHERE no = 4", "user's own numbers have gaps"},
                      Damage{"UPDATE threads SET user_no = 5", "user number differs"},
                      Damage{"UPDATE threads SET last_seq = 4", "last number is not its newest message"},
                      Damage{"UPDATE threads SET last_note = 0", "last note is not its newest note"},
                      Damage{"UPDATE threads SET last_user_seq = 1", "last message by the user is wrong"},
                      Damage{"UPDATE messages SET seq = 7 WHERE note = 1", "a note stands after a message that does not exist"},
                      Damage{"UPDATE threads SET user_read_seq = 4", "read mark is out of range"},
                      Damage{"UPDATE threads SET team_read_seq = -1", "read mark is out of range"},
                      Damage{"UPDATE threads SET user_delivered_seq = 4", "read mark is out of range"},
                      Damage{"UPDATE member_reads SET seq = 4", "a member's read mark is out of range"},
                      Damage{"DELETE FROM messages WHERE note = 1", "names a message that does not exist"},
                      Damage{"UPDATE journal SET project_id = zeroblob(16) WHERE no = 1", "or of another project"},
                      Damage{"UPDATE journal SET user_no = 5 WHERE no = 5", "shows a note to the user"},
                      Damage{"UPDATE journal SET ref = (SELECT id FROM messages WHERE seq = 1) WHERE no = 2",
                             "a message is missing in the journal"},
                      Damage{"UPDATE journal SET seq = 8 WHERE no = 3", "a read mark in the journal is out of range"},
                      Damage{"UPDATE end_users SET project_id = zeroblob(16)", "another project than its user"},
                      Damage{"INSERT INTO screenshots VALUES (x'01', x'0B000000000000000000000000000000', x'02', NULL, x'03', "
                             "'image/png', 1, 1, 1, 1)",
                             "a project's files are not counted right"},
                      Damage{"INSERT INTO feedback (id, project_id, message, type, source, created_at, updated_at) VALUES (x'02', "
                             "x'0B000000000000000000000000000000', 'm', 'Bug', 'Widget', 1, 1);"
                             "INSERT INTO screenshots VALUES (x'01', x'0B000000000000000000000000000000', x'02', 'jo', x'03', "
                             "'image/png', 1, 1, 1, 1)",
                             "a screenshot belongs to another project or person"},
                      Damage{"DELETE FROM members", "points to one that does not exist"}));

class VerifyIndex : public ::testing::Test {
 protected:
  void SetUp() override {
    EXPECT_TRUE(db::migrate(database, path));
    database.execute(kSound);
    index = search::open_index(dir.file("search.db"), path);
    catch_up();
  }
  void catch_up() {
    for (bool more = true; more;) {
      const auto progress = search::index_slice(*index);
      more = progress.more;
      if (progress.erased > 0) database.execute("DELETE FROM search_erased");
    }
  }
  std::string faults() {
    std::string all;
    for (const auto& fault : verify_index(*search::open_reader(dir.file("search.db"), path))) all += fault + "\n";
    return all;
  }

  const TempDir dir;
  const std::string path = dir.file("seggwat.db");
  db::Database database{path, db::OpenMode::read_write};
  std::unique_ptr<db::Database> index;
};

TEST_F(VerifyIndex, sound_data_has_no_fault) { EXPECT_EQ(faults(), ""); }

TEST_F(VerifyIndex, what_it_has_still_to_follow_is_no_fault) {
  index->execute("UPDATE search_state SET cursor = 1; DELETE FROM search_index WHERE rowid > 1");
  database.execute("DELETE FROM messages WHERE key = 1");
  EXPECT_EQ(faults(), "");
  catch_up();
  EXPECT_EQ(faults(), "");
}

TEST_F(VerifyIndex, each_damage_is_found_and_named) {
  const auto says = [this](const char* damage, const char* words) {
    index->execute(damage);
    EXPECT_TRUE(faults().contains(words)) << damage << "\n" << faults();
    index.reset();
    search::remove_index(dir.file("search.db"));
    index = search::open_index(dir.file("search.db"), path);
    catch_up();
  };
  says("UPDATE search_state SET cursor = 6", "does not follow this journal");
  says("UPDATE search_state SET cursor_check = 1", "does not follow this journal");
  says("DELETE FROM search_index WHERE rowid = 2", "is missing in the search index");
  says("INSERT INTO search_index (rowid, words) VALUES (99, 'x')", "holds a message that does not exist");
  says("DELETE FROM search_state", "the search index has no state");
}

}  // namespace
}  // namespace seggwat::app
