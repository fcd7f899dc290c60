#include "team/authenticator.h"

#include <gtest/gtest.h>

#include "support/team_world.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

using http::Method;
using testing::Browser;
using testing::World;

std::vector<std::string> lines_of(std::string_view public_url) {
  http::Response response;
  SessionCookie(public_url).set(response, "t");
  std::vector<std::string> lines;
  for (const auto& [name, value] : response.headers) lines.push_back(value);
  return lines;
}

TEST(SessionCookie, is_bound_to_the_host_on_https_and_loopback_alone) {
  const std::string bound = "__Host-seggwat=t; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax; Secure";
  EXPECT_EQ(lines_of("https://help.example.com"), std::vector{bound});
  EXPECT_EQ(lines_of("http://localhost").front(), bound);
  EXPECT_EQ(lines_of("http://[::1]:8080").front(), bound);
  EXPECT_TRUE(SessionCookie("http://127.0.0.1:8080").is_secure());
  EXPECT_EQ(lines_of("http://intranet:8080"),
            std::vector{std::string("seggwat=t; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax")});
  EXPECT_FALSE(SessionCookie("http://127.evil.example").is_secure());
}

TEST(SessionCookie, also_goes_without_secure_on_plain_loopback_where_webkit_keeps_no_secure_cookie) {
  EXPECT_EQ(lines_of("http://127.0.0.1:8080").back(), "seggwat=t; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax");
  http::Request request;
  request.headers.push_back({"Cookie", "seggwat=plain"});
  EXPECT_EQ(SessionCookie("http://127.0.0.1:8080").read(request), "plain");
  EXPECT_EQ(SessionCookie("https://help.example.com").read(request), std::nullopt) << "a sibling's cookie counts nowhere else";
  request.headers.back().value = "seggwat=plain; __Host-seggwat=bound";
  EXPECT_EQ(SessionCookie("http://127.0.0.1:8080").read(request), "bound");
}

TEST(OriginOf, is_what_a_browser_sends) {
  EXPECT_EQ(origin_of("HTTPS://Help.Example.com:443/"), "https://help.example.com");
  EXPECT_EQ(origin_of("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
  EXPECT_EQ(origin_of("nonsense"), "");
}

TEST(Authenticate, without_proof_nobody_is_asking) {
  World world;
  world.found();
  EXPECT_EQ(world.gate.authenticate(world.request(Method::get)).error().code, "unauthorized");
  const Browser forged{"__Host-seggwat=" + std::string(43, 'A'), "x"};
  EXPECT_FALSE(world.is_signed_in(forged));
}

TEST(Authenticate, a_session_ends_after_14_idle_days) {
  World world;
  world.found();
  const auto browser = world.sign_in("ada@example.com");
  world.clock.advance(kSessionIdle - Milliseconds{1});
  EXPECT_TRUE(world.is_signed_in(browser));
  world.clock.advance(kSessionIdle);
  EXPECT_FALSE(world.is_signed_in(browser));
}

TEST(Authenticate, a_session_ends_after_90_days_however_busy) {
  World world;
  world.found();
  const auto browser = world.sign_in("ada@example.com");
  for (int day = 0; day < 89; ++day) {
    world.clock.advance(std::chrono::days(1));
    ASSERT_TRUE(world.is_signed_in(browser)) << day;
  }
  world.clock.advance(std::chrono::days(1));
  EXPECT_FALSE(world.is_signed_in(browser));
}

TEST(Authenticate, the_last_use_of_a_session_is_written_once_an_hour) {
  World world;
  const auto owner = world.found();
  const auto browser = world.sign_in("ada@example.com");
  const auto start = world.clock.now();
  const auto stored = [&] { return store::list_sessions_of(world.database, owner).at(0).last_seen_at; };
  world.clock.advance(std::chrono::minutes(59));
  world.is_signed_in(browser);
  world.lanes.settle();
  EXPECT_EQ(stored(), start);
  world.clock.advance(std::chrono::minutes(1));
  world.is_signed_in(browser);
  world.lanes.settle();
  EXPECT_EQ(stored(), start + std::chrono::hours(1));
  world.clock.advance(std::chrono::minutes(30));
  world.is_signed_in(browser);
  world.lanes.settle();
  EXPECT_EQ(stored(), start + std::chrono::hours(1));
}

TEST(Authenticate, a_key_acts_as_its_member_by_either_header) {
  World world;
  const auto owner = world.found();
  const auto key = world.new_key_of(owner);
  auto asked = world.request(Method::get);
  asked.headers.push_back({"x-api-key", key});
  const auto caller = world.gate.authenticate(asked);
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->member.id, owner);
  EXPECT_FALSE(caller->is_person());
  asked.headers.back() = {"Authorization", "bearer " + key};
  EXPECT_TRUE(world.gate.authenticate(asked));
  world.lanes.settle();
  EXPECT_EQ(store::list_keys(world.database).at(0).last_used_at, world.clock.now());
}

TEST(Authenticate, a_wrong_key_is_refused_even_beside_a_good_cookie) {
  World world;
  world.found();
  const auto browser = world.sign_in("ada@example.com");
  auto asked = world.request(browser, Method::get);
  asked.headers.push_back({"X-API-Key", "oat_" + std::string(43, 'A')});
  EXPECT_FALSE(world.gate.authenticate(asked));
}

TEST(Csrf, a_write_needs_our_origin_and_the_sessions_token) {
  World world;
  world.found();
  const auto browser = world.sign_in("ada@example.com");
  const auto refused = [&](http::Request asked) {
    return !world.gate.check_csrf(asked, *world.gate.authenticate(asked)).has_value();
  };
  EXPECT_FALSE(refused(world.request(browser, Method::post)));
  EXPECT_TRUE(refused(world.request({browser.cookie, ""}, Method::post)));
  EXPECT_TRUE(refused(world.request({browser.cookie, browser.csrf_token + "x"}, Method::del)));
  auto asked = world.request(browser, Method::post);
  asked.headers.at(0).value = "http://127.0.0.1:8281";
  EXPECT_TRUE(refused(asked));
  asked.headers.at(0).value = "null";
  EXPECT_TRUE(refused(asked));
  asked.headers.erase(asked.headers.begin());
  EXPECT_TRUE(refused(asked));
  asked = world.request(browser, Method::post);
  asked.headers.push_back({"Sec-Fetch-Site", "cross-site"});
  EXPECT_TRUE(refused(asked));
}

TEST(Csrf, reads_and_keys_need_no_token) {
  World world;
  const auto owner = world.found();
  const auto browser = world.sign_in("ada@example.com");
  auto asked = world.request({browser.cookie, ""}, Method::get);
  asked.headers.at(0).value = "https://elsewhere.example";
  EXPECT_TRUE(world.gate.check_csrf(asked, *world.gate.authenticate(asked)));
  http::Request by_key;
  by_key.method = Method::post;
  by_key.headers = {{"X-API-Key", world.new_key_of(owner)}};
  EXPECT_TRUE(world.gate.check_csrf(by_key, *world.gate.authenticate(by_key)));
}

TEST(Renewed, a_caller_is_told_apart_when_their_session_ends_or_their_role_changes) {
  World world;
  world.found();
  const auto bob = world.add_member("bob@example.com", Role::member);
  const auto browser = world.sign_in("bob@example.com");
  const auto caller = *world.gate.authenticate(world.request(browser, Method::get));
  int changes = 0;
  world.team.on_change([&](const Directory& before, const Directory& now) {
    ++changes;
    EXPECT_TRUE(before.find_session(*caller.session) != nullptr || now.find_session(*caller.session) == nullptr);
  });
  world.lanes.write([&](db::Tx& tx) {
    store::save_role(tx.database, bob, Role::admin);
    world.team.refresh_after(tx);
  });
  ASSERT_TRUE(world.gate.renewed(caller));
  EXPECT_EQ(world.gate.renewed(caller)->member.role, Role::admin);
  world.call(world.sign_in_routes, &SignInRoutes::log_out, world.request(browser, Method::post));
  EXPECT_FALSE(world.gate.renewed(caller));
  EXPECT_EQ(changes, 2);
}

}  // namespace
}  // namespace seggwat::team
