#include "search/indexer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/query_plans.h"
#include "support/search_test.h"

namespace seggwat::search {
namespace {

TEST_F(SearchTest, finds_the_newest_hit_of_each_thread_newest_first) {
  const auto ada = add_thread(shop, "ada");
  const auto ben = add_thread(shop, "ben");
  say(ada, "My refund, please");
  say(ben, "refunds?");
  say(ada, "Refund!");
  say(ada, "Anybody there?");
  catch_up();
  EXPECT_EQ(hits("refund"), (Lines{"[Refund]!", "[refunds]?"}));
  EXPECT_EQ(find_in({shop}, "refund").hits[0].seq, 2);
}

TEST_F(SearchTest, a_rare_word_is_found_among_frequent_ones) {
  const auto ada = add_thread(shop, "user-1");
  for (int i = 0; i < 300; ++i) say(ada, "order " + std::to_string(1'000 + i));
  const auto ben = add_thread(shop, "user-2");
  say(ben, "order 1007, and the invoice");
  catch_up();
  EXPECT_EQ(hits("order 1250"), (Lines{"[order] [1250]"}));
  EXPECT_EQ(hits("user-2"), (Lines{"[user-2]"}));
  EXPECT_EQ(hits("order invoice"), (Lines{"[order] 1007, and the [invoice]"}));
  EXPECT_EQ(hits("order 1007").size(), 2U);
}

TEST_F(SearchTest, a_long_beginning_is_found_behind_many_rows_that_only_begin_like_it) {
  const auto ada = add_thread(shop, "ada");
  say(ada, "internationally");
  const auto ben = add_thread(shop, "ben");
  for (int i = 0; i < 600; ++i) say(ben, "interesting");
  catch_up(1'000);
  EXPECT_EQ(hits("internatio"), (Lines{"[internationally]"}));
  EXPECT_EQ(hits("interesti"), (Lines{"[interesting]"}));
  EXPECT_EQ(hits("interests"), (Lines{}));
}

TEST_F(SearchTest, finds_notes_and_says_which) {
  const auto ada = add_thread(shop, "ada");
  say(ada, "Hello");
  say(ada, "a difficult customer", 1);
  catch_up();
  const auto page = find_in({shop}, "difficult");
  ASSERT_EQ(page.hits.size(), 1U);
  EXPECT_EQ(page.hits[0].note, 1);
}

TEST_F(SearchTest, words_may_stand_in_the_message_and_in_the_name) {
  const auto ada = add_thread(shop, "u-17", "Ada Löwe");
  const auto ben = add_thread(shop, "u-18", "Ben");
  say(ada, "about my invoice");
  say(ada, "thanks");
  say(ben, "an invoice too");
  catch_up();
  EXPECT_EQ(hits("lowe invoice"), (Lines{"about my [invoice]"}));
  EXPECT_EQ(hits("löwe"), (Lines{"Ada [Löwe]"}));
  EXPECT_EQ(find_in({shop}, "ada").hits[0].seq, 2);
  EXPECT_EQ(hits("u-18"), (Lines{"[u-18]"}));
}

TEST_F(SearchTest, a_thread_whose_person_is_called_otherwise_is_found_by_the_new_name_only) {
  const auto ada = add_thread(shop, "u-17", "Ada");
  for (int i = 0; i < 5; ++i) say(ada, "hello");
  catch_up();
  database().query("UPDATE end_users SET name = 'Grace' WHERE sub = 'u-17'").run();
  tell(ada, journal::Kind::thread);
  catch_up(2);
  EXPECT_EQ(hits("grace").size(), 1U);
  EXPECT_EQ(hits("ada"), Lines{});
}

TEST_F(SearchTest, what_was_changed_or_deleted_is_not_found_any_more) {
  const auto ada = add_thread(shop, "u-17");
  const auto id = say(ada, "my password is sesame");
  catch_up();
  database().query("UPDATE messages SET body = '', deleted_at = 1 WHERE id = ?1", id).run();
  EXPECT_EQ(hits("sesame"), Lines{}) << "also while the index lags";
  tell(ada, journal::Kind::message, id.uuid);
  catch_up();
  EXPECT_EQ(hits("sesame"), Lines{});
  EXPECT_FALSE(index().query("SELECT 1 FROM search_index_content").step());
}

TEST_F(SearchTest, one_project_is_not_searched_through_another) {
  const auto big = add_project();
  say(add_thread(big, "b"), "refund in the big one");
  say(add_thread(shop, "s"), "refund in the shop");
  catch_up();
  EXPECT_EQ(hits("refund"), (Lines{"[refund] in the shop"}));
  EXPECT_EQ(shown(find_in({big, shop}, "refund")).size(), 2U);
  EXPECT_EQ(shown(find_in({}, "refund")).size(), 0U);
  EXPECT_EQ(shown(find_in({add_project()}, "refund")).size(), 0U);
}

TEST_F(SearchTest, pages_show_each_thread_once) {
  std::vector<ThreadId> threads;
  for (int i = 0; i < 5; ++i) threads.push_back(add_thread(shop, "u" + std::to_string(i)));
  for (int round = 0; round < 3; ++round) {
    for (const auto& thread : threads) say(thread, "order " + std::to_string(round));
  }
  catch_up();
  std::set<ThreadId> seen;
  std::optional<std::int64_t> after;
  do {
    const auto page = find_in({shop}, "order", {.after = after, .limit = 2});
    for (const auto& hit : page.hits) EXPECT_TRUE(seen.insert(hit.thread).second);
    after = page.next;
  } while (after);
  EXPECT_EQ(seen.size(), 5U);
}

TEST_F(SearchTest, a_search_that_looks_at_much_goes_on_with_the_next_page) {
  const auto busy = add_thread(shop, "busy");
  const auto quiet = add_thread(shop, "quiet");
  say(quiet, "order");
  for (int i = 0; i < 20; ++i) say(busy, "order");
  catch_up();
  hidden = busy;
  auto page = find_in({shop}, "order", {.most_looks = 10});
  EXPECT_TRUE(page.hits.empty());
  ASSERT_TRUE(page.next);
  int pages = 1;
  while (page.hits.empty() && page.next && pages < 10) {
    page = find_in({shop}, "order", {.after = page.next, .most_looks = 10});
    ++pages;
  }
  ASSERT_EQ(page.hits.size(), 1U);
  EXPECT_EQ(page.hits[0].thread, quiet);
}

TEST_F(SearchTest, a_search_that_is_late_ends_its_page_and_every_page_gets_further) {
  std::vector<ThreadId> threads;
  for (int i = 0; i < 6; ++i) say(threads.emplace_back(add_thread(shop, "u" + std::to_string(i))), "order");
  catch_up();
  const auto over = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  std::vector<ThreadId> found;
  std::optional<std::int64_t> after;
  int pages = 0;
  do {
    const auto page = find_in({shop}, "order", {.after = after, .until = over});
    for (const auto& hit : page.hits) found.insert(found.begin(), hit.thread);
    after = page.next;
  } while (after && ++pages < 20);
  EXPECT_EQ(found, threads);
  EXPECT_EQ(pages, 5);
}

TEST_F(SearchTest, a_big_project_costs_a_search_in_a_small_one_nothing) {
  const auto big = add_project();
  const auto of_big = add_thread(big, "b");
  for (int i = 0; i < 300; ++i) say(of_big, "refund " + std::to_string(i));
  say(add_thread(shop, "s"), "refund");
  catch_up();
  const auto page = find_in({shop}, "refund", {.most_looks = 1});
  EXPECT_EQ(shown(page), Lines{"[refund]"});
  EXPECT_FALSE(page.next) << "a second message would have been looked at";
}

TEST_F(SearchTest, the_longest_query_over_hundreds_of_projects_is_answered) {
  std::string words;
  for (std::size_t i = 0; i < kTermLimit; ++i) words += " term" + std::to_string(i);
  std::vector<ProjectId> projects;
  for (int i = 0; i < 500; ++i) {
    projects.push_back(add_project());
    if (i % 100 == 0) say(add_thread(projects.back(), "u" + std::to_string(i)), words);
  }
  catch_up();
  for (const auto& project : projects)
    index().query("INSERT OR IGNORE INTO search_projects SELECT ?1, max(number) + 1 FROM search_projects", project).run();
  EXPECT_EQ(find_in(projects, words).hits.size(), 5U);
}

TEST_F(SearchTest, the_cursor_goes_on_where_it_was_whatever_the_size_of_a_slice) {
  const auto ada = add_thread(shop, "ada");
  for (int i = 0; i < 7; ++i) say(ada, "word" + std::to_string(i));
  EXPECT_TRUE(has_work(index()));
  EXPECT_EQ(journal_cursor(index()), 0);
  EXPECT_TRUE(slice(3).more);
  EXPECT_EQ(journal_cursor(index()), 3);
  EXPECT_EQ(hits("word2").size(), 1U);
  EXPECT_EQ(hits("word3").size(), 0U);
  catch_up(3);
  EXPECT_EQ(journal_cursor(index()), 7);
  EXPECT_FALSE(has_work(index()));
  EXPECT_EQ(hits("word6").size(), 1U);
}

TEST_F(SearchTest, a_change_that_leaves_the_text_alone_writes_nothing) {
  const auto ada = add_thread(shop, "ada");
  const auto id = say(ada, "hello");
  catch_up();
  tell(ada, journal::Kind::message, id.uuid);
  EXPECT_EQ(slice().messages, 0U);
}

TEST_F(SearchTest, starting_over_reads_everything_in_again_also_what_the_journal_has_forgotten) {
  const auto ada = add_thread(shop, "ada", "Ada");
  for (int i = 0; i < 9; ++i) say(ada, "word" + std::to_string(i));
  catch_up();
  database().execute("DELETE FROM journal");
  index().execute("DELETE FROM search_index");
  start_over(index());
  slice(2);
  EXPECT_EQ(hits("word8").size(), 1U) << "the newest first";
  EXPECT_EQ(hits("word0").size(), 0U);
  EXPECT_EQ(count_missing(index()), 7);
  catch_up(2);
  EXPECT_EQ(hits("word0").size(), 1U);
  EXPECT_EQ(hits("ada word0").size(), 1U);
}

TEST_F(SearchTest, what_was_deleted_leaves_no_word_in_the_files) {
  const auto ada = add_thread(shop, "ada", "Xylophonist");
  const auto ben = add_thread(shop, "ben");
  for (int i = 0; i < 50; ++i) {
    say(ada, "zugzwangopening number " + std::to_string(i));
    say(ben, "an ordinary word " + std::to_string(i));
    slice(1);
  }
  catch_up();
  erase(ada);
  EXPECT_TRUE(has_erased(database()));
  slice(10);
  EXPECT_FALSE(is_compact(index()));
  catch_up();
  EXPECT_TRUE(is_compact(index()));
  EXPECT_FALSE(has_erased(database()));
  index().execute("PRAGMA main.wal_checkpoint(TRUNCATE)");
  std::ifstream file(index_path(), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  EXPECT_FALSE(bytes.contains("zugzwangopening"));
  EXPECT_FALSE(bytes.contains("xylophonist"));
  EXPECT_TRUE(bytes.contains("ordinary"));
  EXPECT_EQ(hits("ordinary").size(), 1U);
}

TEST_F(SearchTest, it_is_told_once_that_the_traces_are_gone) {
  const auto ada = add_thread(shop, "ada");
  say(ada, "hello");
  catch_up();
  erase(ada);
  int told = 0;
  for (Progress progress{.more = true}; progress.more;) {
    progress = slice();
    if (progress.became_compact) ++told;
  }
  EXPECT_EQ(told, 1);
  EXPECT_FALSE(slice().became_compact);
}

TEST_F(SearchTest, a_long_thread_is_taken_out_in_slices_and_nothing_of_it_comes_back_meanwhile) {
  const auto ada = add_thread(shop, "ada", "Xylophonist");
  for (int i = 0; i < 25; ++i) say(ada, "zugzwangopening " + std::to_string(i));
  slice(10);
  database().query("DELETE FROM messages WHERE thread_id = ?1 AND seq <= 20", ada).run();
  slice(10);  // the index follows what was said before
  tell(ada, journal::Kind::thread);
  say(ada, "zugzwangopening said meanwhile");
  slice(10);
  erase(ada);
  catch_up(10);
  EXPECT_EQ(hits("zugzwangopening"), Lines{});
  EXPECT_FALSE(index().query("SELECT 1 FROM search_index_content").step());
  EXPECT_FALSE(index().query("SELECT 1 FROM search_people").step());
  EXPECT_FALSE(index().query("SELECT 1 FROM search_again").step());
}

TEST_F(SearchTest, a_key_that_was_deleted_and_given_again_is_found_by_what_it_names_now) {
  const auto ada = add_thread(shop, "ada");
  const auto ben = add_thread(shop, "ben");
  say(ada, "secret");
  catch_up();
  erase(ada);
  say(ben, "public");
  auto reused = database().query("SELECT max(key) FROM messages");
  reused.step();
  ASSERT_EQ(reused.row().integer(0), 1);
  for (int round = 0; round < 2; ++round) {  // the second time as after a crash before it was forgotten
    slice_only();
    EXPECT_EQ(hits("secret"), Lines{});
    EXPECT_EQ(hits("public").size(), 1U) << round;
  }
}

TEST_F(SearchTest, what_is_deleted_while_others_are_forgotten_is_not_forgotten_with_them) {
  const auto ada = add_thread(shop, "ada");
  const auto ben = add_thread(shop, "ben");
  for (int i = 0; i < 3; ++i) say(ada, "secret");
  say(ben, "private");
  catch_up();
  erase(ada);
  const auto taken_out = slice_only().erased;
  const auto forget_two = [&] {
    return *test.write<bool>([&](db::Tx& tx) -> Result<bool> { return forget_erased(tx.database, taken_out, 2); });
  };
  EXPECT_TRUE(forget_two());
  EXPECT_FALSE(forget_two());
  erase(ben);  // is given a number that was used before
  EXPECT_TRUE(has_erased(database()));
  catch_up();
  EXPECT_FALSE(index().query("SELECT 1 FROM search_index_content").step());
}

TEST_F(SearchTest, threads_of_a_renamed_tag_are_found_by_its_new_name_only_whatever_their_number) {
  const auto tag = test.random.token(16).substr(0, 16);
  const auto name_it = [&](const char* name) {
    database().query("UPDATE tags SET name = ?1, folded = lower(?1)", name).run();
    EXPECT_TRUE(test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      Uuid id;
      std::memcpy(id.bytes.data(), tag.data(), 16);
      journal::append(tx, {.kind = journal::Kind::tags, .project = shop, .ref = id});
      return true;
    }));
  };
  database()
      .query("INSERT INTO tags (id, project_id, name, folded, color, created_at) VALUES (?1, ?2, 'Urgent', 'urgent', 'red', 0)",
             db::Blob{tag}, shop)
      .run();
  for (int i = 0; i < 7; ++i) {
    const auto thread = add_thread(shop, "u" + std::to_string(i));
    database().query("INSERT INTO thread_tags (thread_id, tag_id) VALUES (?1, ?2)", thread, db::Blob{tag}).run();
    say(thread, "hello");
  }
  catch_up();
  EXPECT_EQ(hits("urgent").size(), 7U);
  name_it("Later");
  EXPECT_TRUE(has_work(index()));
  catch_up(2);
  EXPECT_EQ(hits("later").size(), 7U);
  EXPECT_EQ(hits("urgent"), Lines{});
  EXPECT_FALSE(has_work(index()));
}

TEST_F(SearchTest, no_question_is_answered_by_a_full_scan) {
  const auto ada = add_thread(shop, "ada");
  const auto id = say(ada, "hello");
  catch_up();
  find_in({shop}, "hello", {.after = 100});
  database().execute("UPDATE end_users SET name = 'Other'");
  database().query("UPDATE messages SET body = 'changed' WHERE id = ?1", id).run();
  tell(ada, journal::Kind::message, id.uuid);
  catch_up(1);
  index().execute("INSERT INTO search_renamed_tags VALUES (randomblob(16), zeroblob(16))");
  catch_up(1);
  start_over(index());
  catch_up(1);
  erase(ada);
  catch_up();
  EXPECT_EQ(testing::scanning_statements(index()), std::vector<std::string>{});
  EXPECT_EQ(testing::scanning_statements(database()), std::vector<std::string>{});
  EXPECT_GE(testing::count_statements(index()) + 1,  // remove_erased is the database's
            testing::count_queries_in(SEGGWAT_SOURCE_DIR "/server/src/search/index_store.cc"));
}

}  // namespace
}  // namespace seggwat::search
