#include "drafts/draft_store.h"

#include <gtest/gtest.h>

#include "support/lane.h"
#include "support/query_plans.h"

namespace seggwat::drafts {
namespace {

TEST(DraftStore, lists_the_newest_first_and_every_question_has_an_index) {
  seggwat::testing::TestDatabase test;
  auto& database = test.database();
  const auto project = ProjectId::make(test.clock.now(), test.random);
  const auto member = MemberId::make(test.clock.now(), test.random);
  database.query("INSERT INTO projects (id, key, name, created_at) VALUES (?1, ?1, 'Shop', 0)", project).run();
  database
      .query("INSERT INTO members (id, email, name, role, password_hash, joined_at) VALUES (?1, 'a', 'A', 'Owner', '', 0)", member)
      .run();
  std::vector<ThreadId> threads;
  for (int n = 1; n <= 3; ++n) {
    threads.push_back(ThreadId::make(test.clock.now(), test.random));
    database.query("INSERT INTO end_users (key, project_id, sub, created_at) VALUES (?1, ?2, 'u' || ?1, 0)", n, project).run();
    database
        .query("INSERT INTO threads (id, project_id, user_key, created_at, active_at, updated_at) VALUES (?1, ?2, ?3, 0, 0, 0)",
               threads.back(), project, n)
        .run();
    store::save(database, member, {project, threads.back(), "draft", DraftOf::reply, from_millis(n)});
  }
  store::save(database, member, {project, threads[0], "again", DraftOf::note, from_millis(9)});
  const auto listed = store::list(database, member, 2);
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].body, "again");
  EXPECT_EQ(listed[0].what, DraftOf::note);
  EXPECT_EQ(listed[1].thread, threads[2]);
  store::remove(database, member, threads[0]);
  EXPECT_FALSE(store::find(database, member, threads[0]));
  EXPECT_EQ(seggwat::testing::scanning_statements(database), std::vector<std::string>{});
}

}  // namespace
}  // namespace seggwat::drafts
