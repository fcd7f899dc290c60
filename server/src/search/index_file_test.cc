#include "search/index_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "support/search_test.h"

namespace seggwat::search {
namespace {

TEST_F(SearchTest, the_index_is_kept_as_long_as_it_is_of_this_history) {
  const auto ada = add_thread(shop, "ada");
  say(ada, "hello");
  catch_up();
  const auto begins_anew = [this] {
    reopen();
    return has_work(index());
  };
  EXPECT_FALSE(begins_anew());
  database().execute("UPDATE journal SET check_bits = check_bits + 1");
  EXPECT_TRUE(begins_anew()) << "other entries under the same numbers";
  catch_up();
  EXPECT_EQ(hits("hello").size(), 1U);
  database().execute("INSERT INTO meta (name, value) VALUES ('epoch', x'AA')");
  EXPECT_TRUE(begins_anew());
  catch_up();
  index().execute("PRAGMA main.user_version = 99");
  EXPECT_TRUE(begins_anew()) << "another version's tables";
  catch_up();
  EXPECT_FALSE(begins_anew());
  reopen([this] { std::ofstream(index_path(), std::ios::in | std::ios::binary) << "not a database at all"; });
  EXPECT_TRUE(has_work(index())) << "a damaged file";
  catch_up();
  EXPECT_EQ(hits("hello").size(), 1U);
}

// Overwrites a file from a place on, and has it read anew.
void damage(const std::string& path, std::size_t from, std::initializer_list<db::Database*> users) {
  for (auto* user : users) user->execute("PRAGMA main.wal_checkpoint(TRUNCATE); PRAGMA shrink_memory");
  const auto size = std::filesystem::file_size(path);
  ASSERT_GT(size, from);
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(static_cast<std::streamoff>(from));
  file << std::string(size - from, 'x');
}

TEST_F(SearchTest, an_index_that_is_damaged_while_others_have_it_open_is_made_anew) {
  const auto ada = add_thread(shop, "ada");
  for (int i = 0; i < 200; ++i) say(ada, "hello number " + std::to_string(i));
  catch_up();
  const auto reader = open_reader(index_path(), test.path());
  for (const std::size_t from : {4096U, 0U, 1U}) {
    EXPECT_FALSE(has_work(*reader));
    index().execute("CREATE TABLE mark (x)");
    damage(index_path(), from, {&index()});
    if (from == 1) std::filesystem::resize_file(index_path(), 0);
    say(ada, "after the damage");
    mend(index(), test.path());
    EXPECT_THROW(index().execute("SELECT 1 FROM mark"), db::Failure);
    EXPECT_TRUE(has_work(*reader));
    catch_up();
    EXPECT_EQ(hits("damage").size(), 1U) << from;
    EXPECT_EQ(hits("number").size(), 1U) << from;
  }
}

TEST_F(SearchTest, a_damage_of_the_database_leaves_the_index_alone) {
  const auto ada = add_thread(shop, "ada");
  say(ada, "hello");
  catch_up();
  index().execute("CREATE TABLE mark (x)");
  say(ada, "more");
  damage(test.path(), 4096, {&database(), &index()});
  EXPECT_THROW(slice_only(), db::Failure);
  mend(index(), test.path());
  index().execute("SELECT 1 FROM mark");
}

// Root may write everything: then somebody else does the work, to whom the files are given.
class AsSomebody {
 public:
  explicit AsSomebody(const std::string& dir) {
    if (::geteuid() != 0) return;
    std::vector<std::string> paths{dir};
    for (const auto& entry : std::filesystem::directory_iterator(dir)) paths.push_back(entry.path());
    for (const auto& path : paths) EXPECT_EQ(::chown(path.c_str(), kNobody, kNobody), 0);
    EXPECT_EQ(::seteuid(kNobody), 0);
    was_root_ = true;
  }
  ~AsSomebody() {
    if (was_root_) EXPECT_EQ(::seteuid(0), 0);
  }
  AsSomebody(const AsSomebody&) = delete;
  AsSomebody& operator=(const AsSomebody&) = delete;

 private:
  static constexpr uid_t kNobody = 65534;
  bool was_root_ = false;
};

TEST_F(SearchTest, an_index_that_may_not_be_written_is_made_anew) {
  say(add_thread(shop, "ada"), "hello");
  catch_up();
  const AsSomebody somebody(std::filesystem::path(index_path()).parent_path());
  reopen([this] { std::filesystem::permissions(index_path(), std::filesystem::perms::owner_read); });
  EXPECT_EQ(hits("hello").size(), 0U);
  catch_up();
  EXPECT_EQ(hits("hello").size(), 1U);
}

TEST_F(SearchTest, a_file_that_cannot_be_opened_is_said_and_not_removed) {
  EXPECT_THROW(open_index(index_path() + "/beneath", test.path()), db::Failure);
  EXPECT_THROW(open_index(index_path(), test.path() + ".none"), db::Failure);
  reopen();
}

TEST_F(SearchTest, a_writer_of_the_index_does_not_keep_the_database_from_being_written) {
  const auto ada = add_thread(shop, "ada");
  db::Transaction slice(index(), db::Transaction::Kind::immediate);
  say(ada, "hello");
}

}  // namespace
}  // namespace seggwat::search
