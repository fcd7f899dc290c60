#include <gtest/gtest.h>

#include "support/team_world.h"
#include "team/accounts.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

using http::Method;
using testing::Browser;
using testing::World;

std::string login_body(std::string_view password) {
  return json::serialize(json::object{{"email", "ada@example.com"}, {"password", password}});
}

TEST(SignIn, answers_who_one_is_and_sets_a_cookie_that_counts) {
  World world;
  const auto owner = world.found();
  const auto response = world.log_in("ADA@example.com", "correct horse");
  ASSERT_EQ(response.status, 200) << response.body;
  const auto body = World::body_of(response);
  const auto& me = body.at("me").as_object();
  EXPECT_EQ(me.at("user_id"), json::value(to_string(owner)));
  EXPECT_EQ(me.at("display_name"), "Ada");
  EXPECT_EQ(me.at("org_name"), "Acme");
  EXPECT_EQ(me.at("role"), "Owner");
  EXPECT_TRUE(me.at("projects").is_null());
  const Browser browser{World::cookie_of(response), std::string(body.at("csrf_token").as_string())};
  EXPECT_TRUE(browser.cookie.starts_with("__Host-seggwat="));
  const auto again = world.call(world.sign_in_routes, &SignInRoutes::show_session, world.request(browser, Method::get));
  EXPECT_EQ(again.body, response.body);
}

TEST(SignIn, an_unknown_address_and_a_wrong_password_are_answered_alike) {
  World world;
  world.found();
  const auto unknown = world.log_in("eve@example.com", "correct horse");
  const auto wrong = world.log_in("ada@example.com", "correct hors");
  EXPECT_EQ(World::error_of(unknown), "401 login_failed");
  EXPECT_EQ(unknown.status, wrong.status);
  EXPECT_EQ(unknown.body, wrong.body);
}

TEST(SignIn, both_run_the_same_steps_so_that_time_tells_nothing) {
  World world;
  world.found();
  for (const std::string email : {"eve@example.com", "ada@example.com"}) {
    auto plan = world.sign_in_routes.log_in(
        world.request(Method::post, json::serialize(json::object{{"email", email}, {"password", "wrong password"}})));
    ASSERT_TRUE(plan && std::holds_alternative<http::Read>(*plan));
    plan = world.lanes.step(std::move(*plan));
    ASSERT_TRUE(plan && std::holds_alternative<http::Work>(*plan));
    plan = world.lanes.step(std::move(*plan));
    ASSERT_TRUE(plan && std::holds_alternative<http::Write>(*plan));
    EXPECT_EQ(World::error_of(world.lanes.run(std::move(plan))), "401 login_failed");
  }
}

TEST(SignIn, a_cookie_from_before_is_never_taken_over) {
  World world;
  world.found();
  auto asked = world.request(Method::post, login_body("correct horse"));
  const std::string planted = "__Host-seggwat=" + std::string(43, 'B');
  asked.headers.push_back({"Cookie", planted});
  const auto first = World::cookie_of(world.call(world.sign_in_routes, &SignInRoutes::log_in, asked));
  EXPECT_NE(first, planted);
  asked.headers.back().value = first;
  EXPECT_NE(World::cookie_of(world.call(world.sign_in_routes, &SignInRoutes::log_in, asked)), first);
}

TEST(SignIn, a_foreign_page_cannot_sign_anybody_in) {
  World world;
  world.found();
  auto asked = world.request(Method::post, login_body("correct horse"));
  asked.headers.at(0).value = "https://evil.example";
  EXPECT_EQ(World::error_of(world.call(world.sign_in_routes, &SignInRoutes::log_in, asked)), "403 csrf_refused");
  asked.headers.erase(asked.headers.begin());
  EXPECT_EQ(World::error_of(world.call(world.sign_in_routes, &SignInRoutes::log_in, asked)), "403 csrf_refused");
}

TEST(SignIn, a_password_changed_between_check_and_write_no_longer_opens) {
  World world;
  const auto owner = world.found();
  auto plan = world.sign_in_routes.log_in(world.request(Method::post, login_body("correct horse")));
  plan = world.lanes.step(std::move(*plan));
  plan = world.lanes.step(std::move(*plan));
  ASSERT_TRUE(plan && std::holds_alternative<http::Write>(*plan));
  world.lanes.write([&](db::Tx& tx) { set_password(tx, owner, world.hasher.hash("another one"), std::nullopt); });
  EXPECT_EQ(World::error_of(world.lanes.run(std::move(plan))), "401 login_failed");
  EXPECT_TRUE(store::list_sessions(world.database).empty());
}

TEST(SignIn, a_hash_of_an_older_cost_is_renewed) {
  World world;
  const auto owner = world.found();
  const auto before = store::find_credentials(world.database, owner)->password_hash;
  world.hasher = PasswordHasher({2, 16384});
  world.sign_in("ada@example.com");
  const auto after = store::find_credentials(world.database, owner)->password_hash;
  EXPECT_NE(before, after);
  EXPECT_FALSE(world.hasher.is_outdated(after));
  world.sign_in("ada@example.com");
}

TEST(SignIn, five_tries_an_address_and_twenty_an_account) {
  World world;
  world.found();
  for (int i = 0; i < 5; ++i) world.log_in("eve" + std::to_string(i) + "@example.com", "wrong password", "192.0.2.7");
  const auto sixth = world.log_in("ada@example.com", "correct horse", "192.0.2.7");
  EXPECT_EQ(World::error_of(sixth), "429 rate_limited");
  EXPECT_TRUE(std::ranges::any_of(sixth.headers, [](const auto& header) { return header.name == "Retry-After"; }));
  for (int i = 0; i < 20; ++i) world.log_in("Ada@example.com", "wrong password", "203.0.113." + std::to_string(i));
  EXPECT_EQ(World::error_of(world.log_in("ada@example.com", "correct horse", "203.0.113.99")), "429 rate_limited");
}

TEST(SignIn, a_password_of_ten_kilobytes_is_refused_before_any_work) {
  World world;
  world.found();
  const auto plan = world.sign_in_routes.log_in(world.request(Method::post, login_body(std::string(10'240, 'x'))));
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, "password_too_long");
  EXPECT_EQ(World::error_of(world.call(world.sign_in_routes, &SignInRoutes::log_in,
                                       world.request(Method::post, R"({"email":"ada@example.com","password":{"$ne":1}})"))),
            "400 invalid_field");
}

TEST(SignIn, more_than_fifty_sessions_of_a_member_end_the_one_unused_for_longest) {
  World world;
  const auto owner = world.found();
  const auto first = world.sign_in("ada@example.com");
  world.clock.advance(Milliseconds{1});
  world.lanes.write([&](db::Tx& tx) {
    for (int i = 0; i < kSessionsOfMember - 1; ++i) {
      auto session = new_session(world.request(Method::post), tx.now, world.random);
      begin_session(tx, owner, session);
    }
    world.team.refresh_after(tx);
  });
  EXPECT_TRUE(world.is_signed_in(first));
  world.clock.advance(Milliseconds{1});
  world.sign_in("ada@example.com");
  EXPECT_FALSE(world.is_signed_in(first));
  EXPECT_EQ(store::list_sessions_of(world.database, owner).size(), static_cast<std::size_t>(kSessionsOfMember));
}

TEST(SignOut, ends_the_session_at_the_server) {
  World world;
  world.found();
  const auto browser = world.sign_in("ada@example.com");
  const auto other = world.sign_in("ada@example.com");
  const auto response = world.call(world.sign_in_routes, &SignInRoutes::log_out, world.request(browser, Method::post));
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(World::cookie_of(response), "__Host-seggwat=");
  EXPECT_FALSE(world.is_signed_in(browser));
  EXPECT_TRUE(world.is_signed_in(other));
}

http::Response ask_reset(World& world, const std::string& email, const std::string& address = "192.0.2.1") {
  auto asked = world.request(Method::post, json::serialize(json::object{{"email", email}}));
  asked.client_address = address;
  auto response = world.call(world.sign_in_routes, &SignInRoutes::ask_reset, asked);
  world.lanes.settle();
  return response;
}

http::Response confirm_reset(World& world, const std::string& token, const std::string& password = "a new password") {
  return world.call(world.sign_in_routes, &SignInRoutes::confirm_reset,
                    world.request(Method::post, json::serialize(json::object{{"token", token}, {"password", password}})));
}

std::string token_in(const std::string& link) { return link.substr(link.find("#token=") + 7); }

TEST(Reset, is_always_accepted_and_answered_before_anybody_looks) {
  World world;
  world.found();
  auto plan = world.sign_in_routes.ask_reset(world.request(Method::post, R"({"email":"ada@example.com"})"));
  ASSERT_TRUE(plan && std::holds_alternative<http::Response>(*plan));
  world.lanes.settle();
  const auto known = world.lanes.run(std::move(plan));
  const auto unknown = ask_reset(world, "eve@example.com");
  EXPECT_EQ(known.status, 202);
  EXPECT_EQ(unknown.status, 202);
  EXPECT_EQ(known.body, unknown.body);
  EXPECT_EQ(ask_reset(world, "no address at all").status, 202);
  ASSERT_EQ(world.letters.resets.size(), 1U);
  EXPECT_EQ(world.letters.resets[0].email, "ada@example.com");
  EXPECT_TRUE(world.letters.resets[0].link.starts_with("http://127.0.0.1:8280/reset#token="));
}

TEST(Reset, mails_to_one_account_are_few) {
  World world;
  world.found();
  for (int i = 0; i < 6; ++i) EXPECT_EQ(ask_reset(world, "ada@example.com", "192.0.2." + std::to_string(i)).status, 202);
  EXPECT_EQ(world.letters.resets.size(), 3U);
}

TEST(Reset, sets_the_password_once_and_ends_every_session) {
  World world;
  world.found();
  const auto browser = world.sign_in("ada@example.com");
  ask_reset(world, "ada@example.com");
  const auto token = token_in(world.letters.resets.at(0).link);
  EXPECT_EQ(World::error_of(confirm_reset(world, token, "short")), "400 password_too_short");
  EXPECT_EQ(confirm_reset(world, token).status, 204);
  EXPECT_FALSE(world.is_signed_in(browser));
  EXPECT_EQ(World::error_of(confirm_reset(world, token)), "404 not_found");
  EXPECT_EQ(world.log_in("ada@example.com", "a new password").status, 200);
  EXPECT_EQ(world.log_in("ada@example.com", "correct horse").status, 401);
}

TEST(Reset, of_two_confirmations_at_once_one_counts) {
  World world;
  world.found();
  ask_reset(world, "ada@example.com");
  const auto body =
      json::serialize(json::object{{"token", token_in(world.letters.resets.at(0).link)}, {"password", "a new password"}});
  auto first = world.sign_in_routes.confirm_reset(world.request(Method::post, body));
  auto second = world.sign_in_routes.confirm_reset(world.request(Method::post, body));
  for (auto* plan : {&first, &second}) {
    *plan = world.lanes.step(std::move(**plan));
    *plan = world.lanes.step(std::move(**plan));
    ASSERT_TRUE(*plan && std::holds_alternative<http::Write>(**plan));
  }
  EXPECT_EQ(world.lanes.run(std::move(first)).status, 204);
  EXPECT_EQ(world.lanes.run(std::move(second)).status, 404);
}

TEST(Reset, a_link_dies_after_an_hour_with_a_newer_one_and_with_a_password_change) {
  World world;
  const auto owner = world.found();
  ask_reset(world, "ada@example.com");
  ask_reset(world, "ada@example.com");
  EXPECT_EQ(confirm_reset(world, token_in(world.letters.resets.at(0).link)).status, 404);
  world.clock.advance(kResetLife);
  EXPECT_EQ(confirm_reset(world, token_in(world.letters.resets.at(1).link)).status, 404);
  ask_reset(world, "ada@example.com");
  world.lanes.write([&](db::Tx& tx) { set_password(tx, owner, world.hasher.hash("yet another"), std::nullopt); });
  EXPECT_EQ(confirm_reset(world, token_in(world.letters.resets.at(2).link)).status, 404);
}

TEST(Reset, nothing_in_the_database_is_a_token) {
  World world;
  world.found();
  const auto browser = world.sign_in("ada@example.com");
  ask_reset(world, "ada@example.com");
  const auto session_token = browser.cookie.substr(browser.cookie.find('=') + 1);
  const auto reset_token = token_in(world.letters.resets.at(0).link);
  auto rows = world.database.query("SELECT hex(token_hash) || ' ' || csrf_token FROM sessions");
  ASSERT_TRUE(rows.step());
  EXPECT_FALSE(rows.row().text(0).contains(session_token));
  EXPECT_TRUE(store::find_reset(world.database, sha256(reset_token), world.clock.now()));
}

}  // namespace
}  // namespace seggwat::team
