#include "team/setup.h"

#include <gtest/gtest.h>

#include "support/team_world.h"

namespace seggwat::team {
namespace {

using http::Method;
using testing::World;

std::string wish(const std::string& token, const std::string& origin = "") {
  return json::serialize(json::object{{"token", token},
                                      {"organisation", "Acme"},
                                      {"name", "Ada"},
                                      {"email", "ada@example.com"},
                                      {"password", "correct horse"},
                                      {"project", "Shop"},
                                      {"origin", origin}});
}

bool is_needed(World& world) {
  const auto response = world.call(world.setup_routes, &SetupRoutes::show_setup, world.request(Method::get));
  return World::body_of(response).at("needed").as_bool();
}

http::Response set_up(World& world, const std::string& body) {
  return world.call(world.setup_routes, &SetupRoutes::set_up, world.request(Method::post, body));
}

TEST(Setup, makes_the_owner_once_and_signs_them_in) {
  World world;
  EXPECT_TRUE(is_needed(world));
  const auto token = world.setup_token.issue(world.random);
  const auto response = set_up(world, wish(token));
  ASSERT_EQ(response.status, 201) << response.body;
  const auto body = World::body_of(response);
  EXPECT_EQ(body.at("me").at("role"), "Owner");
  EXPECT_EQ(body.at("project").at("name"), "Shop");
  EXPECT_TRUE(world.is_signed_in({World::cookie_of(response), ""}));
  EXPECT_FALSE(is_needed(world));
  EXPECT_EQ(World::error_of(set_up(world, wish(token))), "403 setup_done");
  EXPECT_FALSE(world.setup_token.fits(token));
}

TEST(Setup, needs_the_token_that_was_printed_last) {
  World world;
  EXPECT_EQ(World::error_of(set_up(world, wish(""))), "403 setup_token_invalid");
  const auto old_token = world.setup_token.issue(world.random);
  world.setup_token.issue(world.random);
  EXPECT_EQ(World::error_of(set_up(world, wish(old_token))), "403 setup_token_invalid");
  EXPECT_TRUE(is_needed(world));
}

TEST(Setup, of_two_at_once_one_wins) {
  World world;
  const auto token = world.setup_token.issue(world.random);
  auto first = world.setup_routes.set_up(world.request(Method::post, wish(token)));
  auto second = world.setup_routes.set_up(world.request(Method::post, wish(token)));
  first = world.lanes.step(std::move(*first));
  second = world.lanes.step(std::move(*second));
  EXPECT_EQ(world.lanes.run(std::move(first)).status, 201);
  EXPECT_EQ(World::error_of(world.lanes.run(std::move(second))), "403 setup_done");
  EXPECT_EQ(world.team.current()->members().size(), 1U);
}

TEST(Setup, a_refused_project_leaves_nothing_behind) {
  World world;
  const auto token = world.setup_token.issue(world.random);
  EXPECT_EQ(World::error_of(set_up(world, wish(token, "nonsense"))), "400 invalid_origin");
  EXPECT_TRUE(is_needed(world));
  EXPECT_EQ(set_up(world, wish(token)).status, 201);
}

TEST(Setup, a_foreign_page_cannot_do_it) {
  World world;
  auto asked = world.request(Method::post, wish(world.setup_token.issue(world.random)));
  asked.headers.at(0).value = "https://evil.example";
  EXPECT_EQ(World::error_of(world.call(world.setup_routes, &SetupRoutes::set_up, asked)), "403 csrf_refused");
}

}  // namespace
}  // namespace seggwat::team
