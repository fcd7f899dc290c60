#include <gtest/gtest.h>

#include "support/team_world.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

using http::Method;
using testing::Browser;
using testing::World;

TEST(Profile, name_and_language_change_and_clear) {
  World world;
  world.found();
  const auto browser = world.sign_in("ada@example.com");
  auto response =
      world.call(world.profile_routes, &ProfileRoutes::change_me,
                 world.request(browser, Method::patch, R"({"display_name":"  Ada L. ","locale":"sv","role":"Member"})"));
  EXPECT_EQ(World::body_of(response).at("display_name"), "Ada L.");
  EXPECT_EQ(World::body_of(response).at("locale"), "sv");
  EXPECT_EQ(World::body_of(response).at("role"), "Owner");
  response =
      world.call(world.profile_routes, &ProfileRoutes::change_me, world.request(browser, Method::patch, R"({"locale":null})"));
  EXPECT_TRUE(World::body_of(response).at("locale").is_null());
  EXPECT_EQ(World::body_of(response).at("display_name"), "Ada L.");
  for (const auto* bad :
       {R"({"locale":"xx"})", R"({"display_name":"\u200b"})", R"({"display_name":"a\nb"})", R"({"display_name":5})"}) {
    response = world.call(world.profile_routes, &ProfileRoutes::change_me, world.request(browser, Method::patch, bad));
    EXPECT_EQ(World::error_of(response), "400 invalid_field") << bad;
  }
}

TEST(Profile, a_key_may_look_but_not_touch) {
  World world;
  const auto owner = world.found();
  auto asked = world.request(Method::get);
  asked.headers = {{"X-API-Key", world.new_key_of(owner)}};
  EXPECT_EQ(world.call(world.profile_routes, &ProfileRoutes::show_me, asked).status, 200);
  for (const auto handler :
       {&ProfileRoutes::change_me, &ProfileRoutes::change_password, &ProfileRoutes::list_sessions, &ProfileRoutes::end_session}) {
    EXPECT_EQ(World::error_of(world.call(world.profile_routes, handler, asked)), "403 forbidden");
  }
}

TEST(Password, a_change_ends_the_others_and_renews_the_own_cookie) {
  World world;
  world.found();
  const auto here = world.sign_in("ada@example.com");
  const auto there = world.sign_in("ada@example.com");
  const auto change = [&](const std::string& body) {
    return world.call(world.profile_routes, &ProfileRoutes::change_password, world.request(here, Method::post, body));
  };
  EXPECT_EQ(World::error_of(change(R"({"current":"wrong wrong","password":"a new password"})")), "403 wrong_password");
  EXPECT_EQ(World::error_of(change(R"({"current":"correct horse","password":"short"})")), "400 password_too_short");
  EXPECT_TRUE(world.is_signed_in(there));
  const auto changed = change(R"({"current":"correct horse","password":"a new password"})");
  ASSERT_EQ(changed.status, 204) << changed.body;
  EXPECT_FALSE(world.is_signed_in(there));
  EXPECT_FALSE(world.is_signed_in(here));
  EXPECT_TRUE(world.is_signed_in({World::cookie_of(changed), here.csrf_token}));
  EXPECT_EQ(world.log_in("ada@example.com", "a new password").status, 200);
}

TEST(Password, of_two_changes_at_once_the_second_finds_its_password_wrong) {
  World world;
  world.found();
  const auto browser = world.sign_in("ada@example.com");
  const auto asked = world.request(browser, Method::post, R"({"current":"correct horse","password":"a new password"})");
  const auto caller = *world.gate.authenticate(asked);
  auto first = world.profile_routes.change_password(asked, caller);
  auto second = world.profile_routes.change_password(asked, caller);
  for (auto* plan : {&first, &second}) {
    *plan = world.lanes.step(std::move(**plan));
    *plan = world.lanes.step(std::move(**plan));
    ASSERT_TRUE(plan->has_value());
  }
  EXPECT_EQ(world.lanes.run(std::move(first)).status, 204);
  EXPECT_EQ(World::error_of(world.lanes.run(std::move(second))), "403 wrong_password");
}

TEST(Password, guessing_the_current_one_is_limited) {
  World world;
  world.found();
  const auto browser = world.sign_in("ada@example.com");
  const auto asked = world.request(browser, Method::post, R"({"current":"wrong wrong","password":"a new password"})");
  for (int i = 0; i < 20; ++i) world.call(world.profile_routes, &ProfileRoutes::change_password, asked);
  EXPECT_EQ(World::error_of(world.call(world.profile_routes, &ProfileRoutes::change_password, asked)), "429 rate_limited");
}

TEST(Sessions, are_listed_and_ended_by_their_owner_alone) {
  World world;
  world.found();
  world.add_member("bob@example.com", Role::admin);
  const auto ada = world.sign_in("ada@example.com");
  const auto bob = world.sign_in("bob@example.com");
  auto response = world.call(world.profile_routes, &ProfileRoutes::list_sessions, world.request(ada, Method::get));
  const auto body = World::body_of(response);
  ASSERT_EQ(body.at("sessions").as_array().size(), 1U);
  const auto& session = body.at("sessions").as_array()[0].as_object();
  EXPECT_EQ(session.at("current"), true);
  EXPECT_EQ(session.at("user_agent"), "Test/1.0");
  EXPECT_TRUE(session.at("address").as_string().starts_with("198.51.100."));
  const std::string id(session.at("id").as_string());
  auto by_bob = world.request(bob, Method::del);
  by_bob.params = {{"id", id}};
  EXPECT_EQ(World::error_of(world.call(world.profile_routes, &ProfileRoutes::end_session, by_bob)), "404 not_found");
  auto by_ada = world.request(ada, Method::del);
  by_ada.params = {{"id", id}};
  EXPECT_EQ(world.call(world.profile_routes, &ProfileRoutes::end_session, by_ada).status, 204);
  EXPECT_FALSE(world.is_signed_in(ada));
}

TEST(Sessions, a_user_agent_cannot_forge_anything) {
  World world;
  world.found();
  auto asked = world.request(Method::post, R"({"email":"ada@example.com","password":"correct horse"})");
  asked.headers.at(2).value = std::string(2000, 'x');
  const auto owner_sessions = [&] { return store::list_sessions(world.database); };
  world.call(world.sign_in_routes, &SignInRoutes::log_in, asked);
  EXPECT_EQ(owner_sessions().at(0).user_agent.substr(0, 3), "xxx");
  EXPECT_LT(owner_sessions().at(0).user_agent.size(), 310U);
  asked.headers.at(2).value = "\xff\xfe";
  world.clock.advance(Milliseconds{5});
  world.call(world.sign_in_routes, &SignInRoutes::log_in, asked);
  EXPECT_TRUE(std::ranges::any_of(owner_sessions(), [](const auto& session) { return session.user_agent.empty(); }));
}

}  // namespace
}  // namespace seggwat::team
