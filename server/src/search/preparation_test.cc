#include "search/preparation.h"

#include <gtest/gtest.h>

#include "support/search_test.h"

namespace seggwat::search {
namespace {

TEST_F(SearchTest, a_prepared_slice_writes_what_another_would_have_written) {
  const auto ada = add_thread(shop, "ada", "Ada Lund");
  say(ada, "Where is my parcel?");
  catch_up();
  say(ada, "It is the red parcel");
  const auto prepared = prepare_slice(database(), kSlice);
  EXPECT_EQ(prepared.rows.size(), 1U);
  EXPECT_TRUE(prepared.well_known.contains(ada));
  EXPECT_EQ(write_prepared(prepared).messages, 1U);
  EXPECT_EQ(hits("parcel lund"), (Lines{"It is the red [parcel]"}));
  const auto row = [&] {
    auto found = database().query("SELECT words FROM search_index ORDER BY rowid DESC LIMIT 1");
    found.step();
    return found.row().text(0);
  };
  const auto written = row();
  database().execute("UPDATE search_state SET cursor = 1; DELETE FROM search_index WHERE rowid = 2");
  slice();
  EXPECT_EQ(row(), written);
}

TEST_F(SearchTest, what_changes_after_a_slice_was_prepared_is_found_as_it_is) {
  const auto ada = add_thread(shop, "ada", "Ada Lund");
  say(ada, "Hello");
  catch_up();
  const auto secret = say(ada, "my password is hunter2");
  const auto prepared = prepare_slice(database(), kSlice);
  database().query("UPDATE messages SET body = '', deleted_at = 1 WHERE id = ?1", secret).run();
  tell(ada, journal::Kind::message, secret.uuid);
  database().execute("UPDATE end_users SET name = 'Ada Berg'");
  tell(ada, journal::Kind::thread);
  write_prepared(prepared);
  catch_up();
  EXPECT_EQ(hits("hunter2"), (Lines{}));
  auto kept = database().query("SELECT count(*) FROM search_index WHERE words LIKE '%hunter2%'");
  kept.step();
  EXPECT_EQ(kept.row().integer(0), 0);
  EXPECT_EQ(hits("hello berg").size(), 1U);
}

TEST_F(SearchTest, a_preparation_is_void_once_another_slice_has_run_or_a_thread_is_being_erased) {
  const auto ada = add_thread(shop, "ada");
  say(ada, "one");
  catch_up();
  say(ada, "two");
  const auto old = prepare_slice(database(), kSlice);
  catch_up();
  say(ada, "three");
  EXPECT_EQ(write_prepared(old).messages, 1U) << "three, read by the slice itself";
  EXPECT_EQ(hits("two").size(), 1U);

  say(ada, "four");
  const auto prepared = prepare_slice(database(), kSlice);
  EXPECT_TRUE(test.write<bool>([&](db::Tx& tx) -> Result<bool> {
    while (forget_thread(tx, ada, 500) > 0) {
    }
    return true;
  }));
  write_prepared(prepared);
  auto kept = database().query("SELECT count(*) FROM search_index");
  kept.step();
  EXPECT_EQ(kept.row().integer(0), 0);
}

}  // namespace
}  // namespace seggwat::search
