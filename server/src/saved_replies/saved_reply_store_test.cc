#include "saved_replies/saved_reply_store.h"

#include <gtest/gtest.h>

#include "saved_replies/saved_replies.h"
#include "support/lane.h"
#include "support/query_plans.h"

namespace seggwat::saved_replies {
namespace {

using seggwat::testing::TestDatabase;

class SavedRepliesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ada = add_member("Ada", team::Role::admin);
    ben = add_member("Ben", team::Role::member);
  }
  team::Member add_member(const std::string& name, team::Role role) {
    team::Member member{.id = MemberId::make(test.clock.now(), test.random), .name = name, .role = role};
    test.database()
        .query("INSERT INTO members (id, email, name, role, password_hash, joined_at) VALUES (?1, ?2, ?2, 'Member', '', 0)",
               member.id, name)
        .run();
    return member;
  }
  Result<SavedReply> make(const team::Member& by, const Wanted& wanted) {
    return test.write<SavedReply>([&](db::Tx& tx) { return create(tx, test.random, by, wanted); });
  }
  std::vector<std::string> shortcuts(const team::Member& member) {
    std::vector<std::string> all;
    for (const auto& reply : list_for(test.database(), member)) all.push_back(reply.shortcut);
    return all;
  }

  TestDatabase test;
  team::Member ada;
  team::Member ben;
};

TEST_F(SavedRepliesTest, stand_by_shortcut_the_own_ones_first) {
  ASSERT_TRUE(make(ada, {Scope::shared, {}, "beta", "x"}));
  ASSERT_TRUE(make(ada, {Scope::shared, {}, "Alpha", "x"}));
  ASSERT_TRUE(make(ben, {Scope::personal, {}, "zeta", "x"}));
  EXPECT_EQ(shortcuts(ben), (std::vector<std::string>{"zeta", "Alpha", "beta"}));
  EXPECT_EQ(shortcuts(ada), (std::vector<std::string>{"Alpha", "beta"}));
}

TEST_F(SavedRepliesTest, a_right_that_was_lost_meanwhile_counts_at_the_write) {
  const auto shared = make(ada, {Scope::shared, {}, "hi", "x"});
  ASSERT_TRUE(shared);
  ada.role = team::Role::member;
  const auto changed = test.write<SavedReply>([&](db::Tx& tx) { return change(tx, ada, shared->id, {.body = "y"}); });
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().code, "forbidden");
  EXPECT_EQ(store::find(test.database(), shared->id)->body, "x");
}

TEST_F(SavedRepliesTest, every_question_has_an_index) {
  const auto made = make(ben, {Scope::personal, {}, "hi", "x"});
  ASSERT_TRUE(made);
  ASSERT_TRUE(test.write<SavedReply>([&](db::Tx& tx) { return change(tx, ben, made->id, {.body = "y"}); }));
  list_for(test.database(), ben);
  ASSERT_TRUE(test.write<bool>([&](db::Tx& tx) -> Result<bool> { return remove(tx, ben, made->id).has_value(); }));
  EXPECT_EQ(seggwat::testing::scanning_statements(test.database()), std::vector<std::string>{});
}

}  // namespace
}  // namespace seggwat::saved_replies
