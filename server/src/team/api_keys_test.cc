#include "team/api_keys.h"

#include <gtest/gtest.h>

#include "support/team_world.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

using http::Method;
using testing::Browser;
using testing::World;

struct KeyRoom : World {
  MemberId ada = found();
  Browser by_ada = sign_in("ada@example.com");

  http::Response create(const Browser& browser, const std::string& label) {
    return call(api_key_routes, &ApiKeyRoutes::create_key,
                request(browser, Method::post, json::serialize(json::object{{"label", label}})));
  }
  http::Response with_id(Result<http::Plan> (ApiKeyRoutes::*handler)(const http::Request&, const Caller&), const std::string& id) {
    auto asked = request(by_ada, Method::post);
    asked.params = {{"id", id}};
    return call(api_key_routes, handler, asked);
  }
  bool opens(const std::string& key) {
    http::Request asked;
    asked.headers = {{"X-API-Key", key}};
    return gate.authenticate(asked).has_value();
  }
};

TEST(ApiKeys, are_shown_once_and_stored_hashed) {
  KeyRoom world;
  const auto response = world.create(world.by_ada, " Build server ");
  ASSERT_EQ(response.status, 201) << response.body;
  const auto body = World::body_of(response);
  const std::string key(body.at("key").as_string());
  EXPECT_EQ(key.size(), 47U);
  EXPECT_TRUE(key.starts_with("oat_"));
  EXPECT_EQ(body.at("api_key").at("label"), "Build server");
  EXPECT_EQ(body.at("api_key").at("created_by"), "Ada");
  EXPECT_TRUE(key.starts_with(std::string(body.at("api_key").at("prefix").as_string())));
  EXPECT_TRUE(world.opens(key));
  const auto listed = world.call(world.api_key_routes, &ApiKeyRoutes::list_keys, world.request(world.by_ada, Method::get));
  EXPECT_FALSE(listed.body.contains(key));
  auto rows = world.database.query("SELECT key_hash FROM api_keys");
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.row().blob(0), as_text(sha256(key)));
}

TEST(ApiKeys, a_revoked_one_is_refused_at_once_and_stays_listed_until_deleted) {
  KeyRoom world;
  const auto body = World::body_of(world.create(world.by_ada, "Script"));
  const std::string key(body.at("key").as_string());
  const std::string id(body.at("api_key").at("id").as_string());
  EXPECT_EQ(world.with_id(&ApiKeyRoutes::revoke_key, id).status, 204);
  EXPECT_FALSE(world.opens(key));
  EXPECT_EQ(world.with_id(&ApiKeyRoutes::revoke_key, id).status, 204);
  EXPECT_TRUE(store::list_keys(world.database).at(0).revoked_at);
  EXPECT_EQ(world.with_id(&ApiKeyRoutes::delete_key, id).status, 204);
  EXPECT_TRUE(store::list_keys(world.database).empty());
  EXPECT_EQ(world.with_id(&ApiKeyRoutes::delete_key, id).status, 404);
}

TEST(ApiKeys, a_live_one_can_be_deleted_and_is_dead) {
  KeyRoom world;
  const auto body = World::body_of(world.create(world.by_ada, "Script"));
  EXPECT_EQ(world.with_id(&ApiKeyRoutes::delete_key, std::string(body.at("api_key").at("id").as_string())).status, 204);
  EXPECT_FALSE(world.opens(std::string(body.at("key").as_string())));
}

TEST(ApiKeys, are_for_admins_and_never_made_by_a_key) {
  KeyRoom world;
  world.add_member("cat@example.com", Role::member);
  EXPECT_EQ(World::error_of(world.create(world.sign_in("cat@example.com"), "Script")), "403 forbidden");
  auto asked = world.request(Method::post, R"({"label":"Child"})");
  asked.headers.push_back({"X-API-Key", world.new_key_of(world.ada)});
  EXPECT_EQ(World::error_of(world.call(world.api_key_routes, &ApiKeyRoutes::create_key, asked)), "403 forbidden");
  EXPECT_EQ(World::error_of(world.create(world.by_ada, "  ")), "400 invalid_field");
}

TEST(ApiKeys, there_is_a_most) {
  KeyRoom world;
  world.lanes.write([&](db::Tx& tx) {
    for (std::size_t i = 0; i < kKeysOfOrganisation; ++i) {
      ASSERT_TRUE(create_key(tx, world.ada, new_key("k", tx.now, world.random)));
    }
  });
  EXPECT_EQ(World::error_of(world.create(world.by_ada, "One more")), "409 too_many_keys");
}

}  // namespace
}  // namespace seggwat::team
