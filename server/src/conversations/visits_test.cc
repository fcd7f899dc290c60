#include "conversations/visits.h"

#include <gtest/gtest.h>

#include "support/lane.h"
#include "support/query_plans.h"

namespace seggwat::conversations {
namespace {

class Visits : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto project = ProjectId::make(test.clock.now(), test.random);
    test.database().query("INSERT INTO projects (id, key, name, created_at) VALUES (?1, randomblob(16), 'P', 0)", project).run();
    for (auto* user : {&ada, &ben}) {
      test.database()
          .query("INSERT INTO end_users (project_id, sub, created_at) VALUES (?1, hex(randomblob(4)), 0)", project)
          .run();
      auto row = test.database().query("SELECT last_insert_rowid()");
      row.step();
      user->value = row.row().integer(0);
    }
  }

  void visit(end_users::UserKey user, const std::string& path, const std::string& title = "T") {
    const auto done = test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      note_visit(tx, user, {"https://shop.example" + path, title, ""});
      return true;
    });
    EXPECT_TRUE(done);
    test.clock.advance(Seconds{1});
  }
  std::vector<std::string> paths(end_users::UserKey user) {
    std::vector<std::string> found;
    for (const auto& page : list_visited(test.database(), user)) found.push_back(page.url.substr(20));
    return found;
  }

  using Paths = std::vector<std::string>;
  testing::TestDatabase test;
  end_users::UserKey ada;
  end_users::UserKey ben;
};

TEST_F(Visits, pages_stand_newest_first_and_a_stay_counts_once) {
  visit(ada, "/");
  visit(ada, "/bowls", "");
  visit(ada, "/bowls", "Bowls");
  visit(ben, "/elsewhere");
  EXPECT_EQ(paths(ada), (Paths{"/bowls", "/"}));
  EXPECT_EQ(list_visited(test.database(), ada).at(0).title, "Bowls");
  visit(ada, "/");
  EXPECT_EQ(paths(ada), (Paths{"/", "/bowls", "/"}));
}

TEST_F(Visits, after_half_an_hour_without_a_page_another_visit_begins) {
  visit(ada, "/");
  test.clock.advance(std::chrono::minutes{29});
  visit(ada, "/cart");
  EXPECT_EQ(paths(ada), (Paths{"/cart", "/"}));
  test.clock.advance(kVisitEnds);
  visit(ada, "/cart");
  EXPECT_EQ(paths(ada), Paths{"/cart"});
}

TEST_F(Visits, the_newest_are_kept_however_long_a_visit_is) {
  for (int i = 0; i < 50; ++i) visit(ada, "/" + std::to_string(i));
  const auto kept = paths(ada);
  ASSERT_EQ(kept.size(), static_cast<std::size_t>(kVisitedMost));
  EXPECT_EQ(kept.front(), "/49");
  EXPECT_EQ(kept.back(), "/30");
}

TEST_F(Visits, no_statement_walks_the_table) {
  for (int i = 0; i < 25; ++i) visit(ada, "/" + std::to_string(i));
  visit(ada, "/24", "T");
  test.clock.advance(kVisitEnds);
  visit(ada, "/");
  for (const auto& sql : testing::scanning_statements(test.database())) EXPECT_FALSE(sql.contains("page_visits")) << sql;
}

}  // namespace
}  // namespace seggwat::conversations
