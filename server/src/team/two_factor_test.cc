#include "team/two_factor.h"

#include <gtest/gtest.h>

#include "audit/audit_store.h"
#include "support/team_world.h"
#include "team/team_store.h"
#include "team/totp.h"
#include "team/two_factor_store.h"

namespace seggwat::team {
namespace {

using http::Method;
using testing::Browser;
using testing::World;

std::string from_base32(std::string_view text) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    bits = bits << 5 | static_cast<std::uint32_t>(kAlphabet.find(c));
    held += 5;
    if (held >= 8) bytes += static_cast<char>(bits >> (held -= 8) & 0xff);
  }
  return bytes;
}

// RFC 6238 appendix B, the last six of its eight digits.
TEST(Totp, gives_the_codes_of_the_standard) {
  const std::string secret = "12345678901234567890";
  const std::vector<std::pair<std::int64_t, std::string>> known{{59, "287082"},         {1111111109, "081804"},
                                                                {1111111111, "050471"}, {1234567890, "005924"},
                                                                {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : known) EXPECT_EQ(totp_code(secret, totp_step(from_millis(seconds * 1000))), code);
}

// RFC 4648 §10, without padding.
TEST(Totp, writes_base32_as_the_standard_does) {
  EXPECT_EQ(to_base32(""), "");
  EXPECT_EQ(to_base32("f"), "MY");
  EXPECT_EQ(to_base32("fo"), "MZXQ");
  EXPECT_EQ(to_base32("foo"), "MZXW6");
  EXPECT_EQ(to_base32("foob"), "MZXW6YQ");
  EXPECT_EQ(to_base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
}

TEST(Totp, an_address_survives_any_name) {
  EXPECT_EQ(totp_address("A&B (SeggWat)", "ada+x@example.com", "f"),
            "otpauth://totp/A%26B%20%28SeggWat%29:ada%2Bx%40example.com?secret=MY&issuer=A%26B%20%28SeggWat%29");
}

class TwoFactor : public testing::OwnerTest {
 protected:
  using Handler = Result<http::Plan> (TwoFactorRoutes::*)(const http::Request&, const Caller&);
  http::Response post(Handler handler, const json::object& body) {
    return world.call(world.two_factor_routes, handler, world.request(browser, Method::post, json::serialize(body)));
  }

  void set_up() {
    const auto begun = post(&TwoFactorRoutes::begin, {{"password", World::kPassword}});
    ASSERT_EQ(begun.status, 201) << begun.body;
    secret = from_base32(World::body_of(begun).at("secret").as_string());
    const auto confirmed = post(&TwoFactorRoutes::confirm, {{"code", code()}});
    ASSERT_EQ(confirmed.status, 200) << confirmed.body;
    codes.clear();
    const auto body = World::body_of(confirmed);  // outlives the loop
    for (const auto& one : body.at("recovery_codes").as_array()) codes.emplace_back(one.as_string());
    next_step();
  }

  std::string code(std::int64_t drift = 0) const { return totp_code(secret, totp_step(world.clock.now()) + drift); }
  void next_step() { world.clock.advance(Milliseconds{30'000}); }

  http::Response log_in(const std::optional<std::string>& with, std::string_view password = World::kPassword) {
    json::object body{{"email", "ada@example.com"}, {"password", password}};
    if (with) body["code"] = *with;
    auto asked = world.request(Method::post, json::serialize(body));
    asked.client_address = "198.51.100." + std::to_string(++addresses_);
    return world.call(world.sign_in_routes, &SignInRoutes::log_in, asked);
  }

  std::string secret;
  std::vector<std::string> codes;

 private:
  int addresses_ = 0;
};

TEST_F(TwoFactor, asks_for_a_code_once_it_is_confirmed_and_not_before) {
  const auto begun = post(&TwoFactorRoutes::begin, {{"password", World::kPassword}});
  EXPECT_TRUE(World::body_of(begun).at("address").as_string().starts_with("otpauth://totp/Acme%20%28SeggWat%29:ada%40example.com"));
  EXPECT_EQ(log_in(std::nullopt).status, 200);
  EXPECT_EQ(World::error_of(post(&TwoFactorRoutes::confirm, {{"code", "000000"}})), "403 wrong_code");
  EXPECT_EQ(log_in(std::nullopt).status, 200);
  set_up();
  EXPECT_EQ(World::error_of(log_in(std::nullopt)), "401 code_required");
  EXPECT_EQ(log_in(code()).status, 200);
}

TEST_F(TwoFactor, a_wrong_password_never_tells_that_there_is_a_second_factor) {
  const auto before = log_in(std::nullopt, "not the one");
  set_up();
  EXPECT_EQ(log_in(std::nullopt, "not the one").body, before.body);
  EXPECT_EQ(log_in(code(), "not the one").body, before.body);
  EXPECT_EQ(log_in("000000").body, before.body);
}

TEST_F(TwoFactor, a_code_counts_once_and_one_step_either_way) {
  set_up();
  EXPECT_EQ(World::error_of(log_in(code(-2))), "401 login_failed");
  EXPECT_EQ(World::error_of(log_in(code(2))), "401 login_failed");
  const auto now = code();
  EXPECT_EQ(log_in(now).status, 200);
  EXPECT_EQ(World::error_of(log_in(now)), "401 login_failed");
  EXPECT_EQ(World::error_of(log_in(code(-1))), "401 login_failed") << "older than one that was used";
  EXPECT_EQ(log_in(code(1)).status, 200);
  world.clock.advance(Milliseconds{90'000});
  EXPECT_EQ(log_in(code(-1)).status, 200);
}

TEST_F(TwoFactor, a_recovery_code_signs_in_once_however_it_is_typed) {
  set_up();
  ASSERT_EQ(codes.size(), kRecoveryCodes);
  EXPECT_EQ(log_in(codes.at(0)).status, 200);
  EXPECT_EQ(World::error_of(log_in(codes.at(0))), "401 login_failed");
  std::string typed = " " + codes.at(1);
  for (char& c : typed) c = c == '-' ? ' ' : static_cast<char>(std::tolower(c));
  EXPECT_EQ(log_in(typed).status, 200);
  const auto shown = world.call(world.two_factor_routes, &TwoFactorRoutes::show, world.request(browser, Method::get));
  EXPECT_EQ(World::body_of(shown).at("recovery_codes_left"), 8);
}

TEST_F(TwoFactor, too_many_wrong_codes_wait_even_with_the_right_one) {
  set_up();
  for (int i = 0; i < kWrongCodesAtOnce; ++i) EXPECT_EQ(World::error_of(log_in("000000")), "401 login_failed");
  EXPECT_EQ(World::error_of(log_in(code())), "429 rate_limited");
  world.clock.advance(Milliseconds{60'000});
  EXPECT_EQ(log_in(code()).status, 200);
}

TEST_F(TwoFactor, is_switched_off_by_password_and_code_together) {
  set_up();
  EXPECT_EQ(World::error_of(post(&TwoFactorRoutes::disable, {{"password", "not the one"}, {"code", code()}})),
            "403 wrong_password");
  EXPECT_EQ(World::error_of(post(&TwoFactorRoutes::disable, {{"password", World::kPassword}, {"code", "000000"}})),
            "403 wrong_code");
  EXPECT_EQ(World::error_of(log_in(std::nullopt)), "401 code_required");
  EXPECT_EQ(post(&TwoFactorRoutes::disable, {{"password", World::kPassword}, {"code", code()}}).status, 204);
  EXPECT_EQ(log_in(std::nullopt).status, 200);
  EXPECT_EQ(store::count_recovery_codes(world.database, owner), 0);
}

TEST_F(TwoFactor, new_recovery_codes_end_the_old_ones) {
  set_up();
  const auto old = codes.at(0);
  const auto answer = post(&TwoFactorRoutes::new_codes, {{"password", World::kPassword}, {"code", code()}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  const std::string fresh(World::body_of(answer).at("recovery_codes").as_array().at(0).as_string());
  EXPECT_EQ(World::error_of(log_in(old)), "401 login_failed");
  EXPECT_EQ(log_in(fresh).status, 200);
}

TEST_F(TwoFactor, neither_secret_nor_recovery_codes_stand_readable_in_the_database) {
  set_up();
  const auto factor = store::find_two_factor(world.database, owner);
  EXPECT_EQ(world.key.open(factor->sealed), secret);
  EXPECT_FALSE(factor->sealed.contains(secret));
  auto rows = world.database.query("SELECT code_hash FROM recovery_codes");
  int count = 0;
  while (rows.step()) count += rows.row().blob(0).size() == 32 ? 1 : 0;
  EXPECT_EQ(count, 10);
}

TEST_F(TwoFactor, only_an_owner_resets_it_for_another_and_the_record_says_so) {
  const auto ben = world.add_member("ben@example.com", Role::admin);
  world.lanes.write([&](db::Tx& tx) {
    store::insert_two_factor(tx.database, ben, world.key.seal("x", world.random), tx.now);
    store::enable_two_factor(tx.database, ben, 1, tx.now);
  });
  const auto reset = [&](const Browser& by, const MemberId& whose) {
    auto asked = world.request(by, Method::del);
    asked.params = {{"id", to_string(whose)}};
    return world.call(world.two_factor_routes, &TwoFactorRoutes::reset, asked);
  };
  const auto carl = world.add_member("carl@example.com", Role::admin);
  EXPECT_EQ(World::error_of(reset(world.sign_in("carl@example.com"), ben)), "403 forbidden");
  EXPECT_EQ(World::error_of(reset(browser, MemberId::make(world.clock.now(), world.random))), "404 not_found");
  EXPECT_TRUE(has_two_factor(world.database, ben));
  EXPECT_EQ(reset(browser, ben).status, 204);
  EXPECT_FALSE(has_two_factor(world.database, ben));
  const auto newest = audit::list_entries(world.database, {}, 1).at(0);
  EXPECT_EQ(newest.act, "account.two_factor_reset");
  EXPECT_EQ(newest.subject, "ben@example.com");
  EXPECT_EQ(newest.actor.member, owner);
  EXPECT_NE(carl, ben);
}

TEST_F(TwoFactor, ends_with_the_membership) {
  const auto ben = world.add_member("ben@example.com", Role::member);
  world.lanes.write([&](db::Tx& tx) {
    store::insert_two_factor(tx.database, ben, world.key.seal("x", world.random), tx.now);
    store::enable_two_factor(tx.database, ben, 1, tx.now);
  });
  auto asked = world.request(browser, Method::del);
  asked.params = {{"id", to_string(ben)}};
  EXPECT_EQ(world.call(world.member_routes, &MemberRoutes::remove_member, asked).status, 204);
  EXPECT_FALSE(store::find_two_factor(world.database, ben));
}

}  // namespace
}  // namespace seggwat::team
