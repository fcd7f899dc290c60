#include "end_users/end_users.h"

#include <gtest/gtest.h>

#include "db/migrate.h"
#include "end_users/end_user_json.h"
#include "end_users/end_user_store.h"
#include "end_users/kept_out.h"
#include "end_users/profile.h"
#include "support/temp_dir.h"

namespace seggwat::end_users {
namespace {

const Instant kNow = from_millis(1'800'000'000'000);

struct EndUsersTest : ::testing::Test {
  EndUsersTest() {
    EXPECT_TRUE(db::migrate(database, dir.file("db")));
    for (const auto& id : {shop, blog}) {
      database.query("INSERT INTO projects (id, key, name, created_at) VALUES (?, ?, 'p', 0)", id, id).run();
    }
  }

  EndUser user(const std::string& sub = "ada") const {
    EndUser made;
    made.project = shop;
    made.sub = sub;
    made.issued_at = kNow;
    made.expires_at = kNow + std::chrono::hours(1);
    return made;
  }
  StoredUser keep(const EndUser& who, const GivenProfile& given = {}) {
    db::Tx tx(database, kNow, 0);
    return *find_user(database, remember(tx, who, given).key);
  }

  ProjectId shop{{{1}}};
  ProjectId blog{{{2}}};
  testing::TempDir dir;
  db::Database database{dir.file("db"), db::OpenMode::read_write};
};

TEST_F(EndUsersTest, the_same_sub_is_the_same_user_within_a_project) {
  const auto first = keep(user());
  EXPECT_EQ(keep(user()), first);
  auto elsewhere = user();
  elsewhere.project = blog;
  EXPECT_NE(keep(elsewhere).key, first.key);
  EXPECT_NE(keep(user("Ada")).key, first.key);
  EXPECT_NE(keep(user("ada ")).key, first.key);
  EXPECT_EQ(find_user(database, shop, "ada")->key, first.key);
  EXPECT_FALSE(find_user(database, shop, "eve"));
}

TEST_F(EndUsersTest, twins_by_unicode_normalisation_are_two_users) {
  EXPECT_NE(keep(user("caf\u00E9")).key, keep(user("cafe\u0301")).key);
}

TEST_F(EndUsersTest, the_tokens_address_wins_and_is_verified) {
  auto stored = keep(user(), {.email = "page@example.com"});
  EXPECT_EQ(stored.email, "page@example.com");
  EXPECT_FALSE(stored.email_verified);
  auto proven = user();
  proven.email = "claim@example.com";
  stored = keep(proven, {.email = "page@example.com"});
  EXPECT_EQ(stored.email, "claim@example.com");
  EXPECT_TRUE(stored.email_verified);
  stored = keep(user(), {.email = "other@example.com"});
  EXPECT_EQ(stored.email, "claim@example.com");
  EXPECT_TRUE(stored.email_verified);
}

TEST_F(EndUsersTest, what_is_not_given_stays) {
  auto named = user();
  named.name = "Ada";
  named.subscription_id = "s-1";
  keep(named, {.attributes_json = R"({"a":1})", .locale = "de", .timezone = "Europe/Berlin", .user_agent = "Browser"});
  const auto stored = keep(user());
  EXPECT_EQ(stored.name, "Ada");
  EXPECT_EQ(stored.subscription_id, "s-1");
  EXPECT_EQ(stored.locale, "de");
  EXPECT_EQ(stored.timezone, "Europe/Berlin");
  EXPECT_EQ(stored.user_agent, "Browser");
  EXPECT_EQ(stored.attributes_json, R"({"a":1})");
}

TEST_F(EndUsersTest, nothing_new_writes_nothing) {
  keep(user(), {.locale = "de"});
  const auto changes = [this] {
    auto query = database.query("SELECT total_changes()");
    query.step();
    return query.row().integer(0);
  };
  const auto count = changes();
  keep(user(), {.locale = "de"});
  EXPECT_EQ(changes(), count);
}

TEST_F(EndUsersTest, the_tokens_attributes_lie_over_the_pages) {
  auto proven = user();
  proven.attributes_json = R"({"plan":"pro"})";
  const auto stored = keep(proven, {.attributes_json = R"({"plan":"free","cart":3})"});
  const auto shown = to_team_json(stored);
  EXPECT_EQ(json::serialize(shown.at("attributes")), R"({"plan":"pro","cart":3})");
  EXPECT_EQ(shown.at("id"), json::value("ada"));
  EXPECT_EQ(shown.at("blocked"), json::value(false));
}

TEST_F(EndUsersTest, users_see_their_own_address_before_they_have_written) {
  auto proven = user();
  proven.email = "a@example.com";
  EXPECT_EQ(json::serialize(to_user_json(proven, nullptr)),
            R"({"id":"ada","name":null,"email":"a@example.com","email_verified":true})");
  const auto stored = keep(user("bob"), {.email = "b@example.com"});
  EXPECT_EQ(json::serialize(to_user_json(user("bob"), &stored)),
            R"({"id":"bob","name":null,"email":"b@example.com","email_verified":false})");
}

TEST_F(EndUsersTest, after_a_sign_out_older_tokens_are_revoked_and_new_ones_good) {
  const auto key = keep(user()).key;
  db::Tx tx(database, kNow + Milliseconds(1), 0);
  sign_out(tx, key);
  const auto list = KeptOut::load(database, tx.now);
  const auto refused = list->check_signed_out(user());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "token_revoked");
  EXPECT_TRUE(list->check_signed_out(user("bob")));
  auto fresh = user();
  fresh.issued_at = kNow + Seconds(1);
  EXPECT_TRUE(list->check_signed_out(fresh));
  EXPECT_TRUE(list->check_blocked(user()));
}

TEST_F(EndUsersTest, a_sign_out_is_forgotten_when_no_older_token_can_live) {
  const auto key = keep(user()).key;
  db::Tx tx(database, kNow + Seconds(1), 0);
  sign_out(tx, key);
  EXPECT_FALSE(KeptOut::load(database, kNow + std::chrono::hours(24))->check_signed_out(user()));
  EXPECT_TRUE(KeptOut::load(database, kNow + std::chrono::hours(25))->check_signed_out(user()));
}

TEST_F(EndUsersTest, a_blocked_user_is_kept_out_of_one_project) {
  const auto key = keep(user()).key;
  database.query("UPDATE end_users SET blocked = 1 WHERE key = ?", key.value).run();
  const auto list = KeptOut::load(database, kNow);
  const auto refused = list->check_blocked(user());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::forbidden);
  EXPECT_EQ(refused.error().code, "user_blocked");
  auto elsewhere = user();
  elsewhere.project = blog;
  EXPECT_TRUE(list->check_blocked(elsewhere));
}

}  // namespace
}  // namespace seggwat::end_users
