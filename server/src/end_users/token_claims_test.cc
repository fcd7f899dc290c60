// What is told once the signature is proven: claims, project, dates, revoked secrets.
#include <gtest/gtest.h>

#include "support/token_verifier.h"

namespace seggwat::end_users {
namespace {

using testing::good_claims;
using testing::make_project;
using testing::sign_token;

struct TokenClaims : ::testing::Test, testing::TokenVerifier {
  std::string key_text() { return to_string(project().key); }
  std::int64_t seconds() const { return to_millis(now) / 1000; }
  // Claims with these dates as JSON text; an empty text leaves the claim out.
  std::string dated(const std::string& exp, const std::string& iat, const std::string& nbf = "") {
    std::string claims = R"({"sub":"ada","project_key":")" + key_text() + "\"";
    if (!exp.empty()) claims += ",\"exp\":" + exp;
    if (!iat.empty()) claims += ",\"iat\":" + iat;
    if (!nbf.empty()) claims += ",\"nbf\":" + nbf;
    return claims + "}";
  }
  std::string at(std::int64_t offset) const { return std::to_string(seconds() + offset); }
  std::string with_sub(const std::string& json) {
    return R"({"sub":)" + json + R"(,"project_key":")" + key_text() + R"(","iat":)" + at(0) + ",\"exp\":" + at(60) + "}";
  }
};

const std::vector<std::string> kNoDates{"null",
                                        "\"1700000000\"",
                                        "-1",
                                        "-0.5",
                                        "1e400",
                                        "-1e400",
                                        "9007199254740994",
                                        "9223372036854775808",
                                        "18446744073709551616",
                                        "\"NaN\"",
                                        "true",
                                        "[]",
                                        "{}",
                                        "[1800000000]",
                                        "\"\""};

TEST_F(TokenClaims, j7_exp_must_be_a_number_in_range) {
  EXPECT_EQ(outcome_of_claims(dated("", at(0))), "token_claims");
  for (const auto& exp : kNoDates) EXPECT_EQ(outcome_of_claims(dated(exp, at(0))), "token_claims") << exp;
}

TEST_F(TokenClaims, j7_the_answer_is_the_same_without_the_project_header) {
  for (const auto& exp : kNoDates) EXPECT_EQ(outcome(sign_token(dated(exp, at(0)), secret())), "token_claims") << exp;
}

TEST_F(TokenClaims, j7_fractions_are_rounded_down) {
  EXPECT_EQ(outcome_of_claims(dated(at(10) + ".9", at(0) + ".7")), "ok");
  EXPECT_EQ(outcome_of_claims(dated(at(-60) + ".999", at(-100))), "token_expired");
  EXPECT_EQ(outcome_of_claims(dated("1.80000006e9", at(0))), "ok");
  const auto user = verify(sign_token(dated(at(10) + ".9", at(-1) + ".7"), secret()));
  ASSERT_TRUE(user);
  EXPECT_EQ(user->expires_at, from_millis((seconds() + 10) * 1000));
  EXPECT_EQ(user->issued_at, from_millis((seconds() - 1) * 1000));
}

TEST_F(TokenClaims, j7_the_largest_numbers_do_not_overflow) {
  EXPECT_EQ(outcome_of_claims(dated("9007199254740992", "9007199254740992")), "token_not_yet_valid");
  EXPECT_EQ(outcome_of_claims(dated("9007199254740992", "0")), "token_lifetime");
  EXPECT_EQ(outcome_of_claims(dated("0", "9007199254740992")), "token_expired");
  EXPECT_EQ(outcome_of_claims(dated("0", "0")), "token_expired");
  EXPECT_EQ(outcome_of_claims(dated("-0", "-0.0")), "token_expired");
}

TEST_F(TokenClaims, j8_a_token_is_good_while_exp_plus_a_minute_lies_ahead) {
  EXPECT_EQ(outcome_of_claims(dated(at(-59), at(-100))), "ok");
  EXPECT_EQ(outcome_of_claims(dated(at(-60), at(-100))), "token_expired");
  EXPECT_EQ(outcome_of_claims(dated(at(-61), at(-100))), "token_expired");
  now -= Milliseconds(1);
  EXPECT_EQ(outcome_of_claims(dated(std::to_string(1'800'000'000 - 60), at(-100))), "ok");
}

TEST_F(TokenClaims, j9_a_lifetime_above_a_day_is_refused) {
  EXPECT_EQ(outcome_of_claims(dated(at(86'400), at(0))), "ok");
  EXPECT_EQ(outcome_of_claims(dated(at(86'401), at(0))), "token_lifetime");
  EXPECT_EQ(outcome_of_claims(dated("253402300799", at(0))), "token_lifetime");
  EXPECT_EQ(outcome_of_claims(dated(at(-3600), at(-2 * 86'400))), "token_lifetime");  // told before the expiry
}

TEST_F(TokenClaims, j10_iat_must_be_there_and_not_ahead) {
  EXPECT_EQ(outcome_of_claims(dated(at(60), "")), "token_claims");
  for (const auto& iat : kNoDates) EXPECT_EQ(outcome_of_claims(dated(at(60), iat)), "token_claims") << iat;
  EXPECT_EQ(outcome_of_claims(dated(at(120), at(60))), "ok");
  EXPECT_EQ(outcome_of_claims(dated(at(120), at(61))), "token_not_yet_valid");
}

TEST_F(TokenClaims, j10_nbf_is_honoured) {
  for (const auto& nbf : kNoDates) EXPECT_EQ(outcome_of_claims(dated(at(60), at(0), nbf)), "token_claims") << nbf;
  EXPECT_EQ(outcome_of_claims(dated(at(3600), at(0), at(60))), "ok");
  EXPECT_EQ(outcome_of_claims(dated(at(3600), at(0), at(61))), "token_not_yet_valid");
  EXPECT_EQ(outcome_of_claims(dated(at(-30), at(-60), at(0))), "token_not_yet_valid");  // nbf after exp
}

TEST_F(TokenClaims, j11_a_step_of_the_clock_moves_the_same_rules) {
  const auto token = good_token();
  now += std::chrono::hours(1) + Seconds(59);
  EXPECT_EQ(outcome(token), "ok");
  now += Seconds(1);
  EXPECT_EQ(outcome(token), "token_expired");
  now -= std::chrono::hours(2);
  EXPECT_EQ(outcome(token), "token_not_yet_valid");
}

TEST_F(TokenClaims, j16_a_token_counts_for_its_own_project_only) {
  const auto& other = projects[1];
  const auto claims = good_claims(project(), now);
  EXPECT_EQ(outcome(sign_token(claims, other.secrets[0].value)), "token_invalid");
  EXPECT_EQ(outcome(sign_token(claims, other.secrets[0].value), to_string(other.key)), "token_wrong_project");
  EXPECT_EQ(outcome(sign_token(claims, secret()), to_string(other.key)), "token_wrong_project");
  EXPECT_EQ(outcome(sign_token(claims, "guess"), to_string(other.key)), "token_invalid");
  EXPECT_EQ(outcome(sign_token(claims, secret()), key_text()), "ok");
}

TEST_F(TokenClaims, j16_an_asked_project_that_is_unknown_or_no_key_is_token_invalid) {
  const auto token = good_token();
  const auto unknown = to_string(make_project(9).key);
  for (const auto& asked : {unknown, std::string(""), std::string("x"), key_text() + " ", to_string(project().id)}) {
    EXPECT_EQ(outcome(token, asked), "token_invalid") << asked;
  }
}

TEST_F(TokenClaims, j16_the_project_claim_is_the_exact_text_of_the_key) {
  const auto with_key = [&](const std::string& json) {
    return R"({"sub":"ada","iat":)" + at(0) + ",\"exp\":" + at(60) + ",\"project_key\":" + json + "}";
  };
  auto upper = key_text();
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  ASSERT_NE(upper, key_text());
  EXPECT_EQ(outcome_of_claims(with_key('"' + upper + '"')), "token_wrong_project");
  EXPECT_EQ(outcome(sign_token(with_key('"' + upper + '"'), secret())), "token_invalid");
  for (const std::string json : {"null", "1", "{}"}) EXPECT_EQ(outcome_of_claims(with_key(json)), "token_claims") << json;
  EXPECT_EQ(outcome_of_claims(with_key("[\"" + key_text() + "\"]")), "token_claims");
  const auto absent = R"({"sub":"ada","iat":)" + at(0) + ",\"exp\":" + at(60) + ",\"aud\":\"" + key_text() + "\"}";
  EXPECT_EQ(outcome_of_claims(absent), "token_claims");
  EXPECT_EQ(outcome(sign_token(absent, secret())), "token_invalid");
}

TEST_F(TokenClaims, j17_sub_is_text_of_1_to_255_code_points_without_control_characters) {
  const auto text = [](std::size_t count, const std::string& piece) {
    std::string json = "\"";
    for (std::size_t i = 0; i < count; ++i) json += piece;
    return json + "\"";
  };
  const std::vector<std::string> refused{"null",         "123",          "[\"ada\"]",    "{}",          "true",
                                         "\"\"",         "\"a\\u0000\"", "\"a\\n\"",     "\"\\u007f\"", "\"\\u0085\"",
                                         text(256, "a"), text(256, "ü"), text(5000, "a")};
  for (const auto& sub : refused) EXPECT_EQ(outcome_of_claims(with_sub(sub)), "token_claims") << sub;
  const std::vector<std::string> accepted{"\"admin\"",    "\"../x\"",      "\"123\"",       "\" \"",          text(255, "a"),
                                          text(255, "😀"), "\"\u202Eada\"", "\"a\u200Bda\"", "\"' OR 1=1 --\""};
  for (const auto& sub : accepted) EXPECT_EQ(outcome_of_claims(with_sub(sub)), "ok") << sub;
  EXPECT_EQ(outcome_of_claims(R"({"project_key":")" + key_text() + R"(","iat":1,"exp":2})"), "token_claims");
}

TEST_F(TokenClaims, j17_subs_are_never_normalised) {
  const auto sub_of = [&](const std::string& sub) { return verify(sign_token(with_sub('"' + sub + '"'), secret()))->sub; };
  EXPECT_EQ(sub_of("caf\u00E9"), "caf\u00E9");
  EXPECT_EQ(sub_of("cafe\u0301"), "cafe\u0301");
  EXPECT_NE(sub_of("caf\u00E9"), sub_of("cafe\u0301"));
  EXPECT_NE(sub_of("a\u200Bda"), sub_of("ada"));
  EXPECT_NE(sub_of("ada "), sub_of("ada"));
}

TEST_F(TokenClaims, j18_an_email_claim_that_is_no_address_is_as_good_as_absent) {
  for (const std::string email : {"\"nobody\"", "[\"a@example.com\"]", "\"a@example.com\\r\\nBcc: v@example.com\"", "null", "7",
                                  "\"\"", "\"a@b,c@d\"", "\"<a@example.com>\""}) {
    const auto user = verify(good_token(",\"email\":" + email));
    ASSERT_TRUE(user) << email;
    EXPECT_FALSE(user->email) << email;
  }
  EXPECT_FALSE(verify(good_token(",\"email\":\"" + std::string(300, 'a') + "@example.com\""))->email);
}

TEST_F(TokenClaims, optional_claims_of_another_form_are_left_out) {
  const auto user = verify(good_token(R"(,"name":["x"],"subscription_id":7,"attributes":"x")"));
  ASSERT_TRUE(user);
  EXPECT_FALSE(user->name || user->subscription_id || user->attributes_json);
  const auto kept = verify(good_token(R"(,"name":" A\nd\u007fa ","attributes":{"a":1,"b":[1],"c":null,"d":true,"e":1e400})"));
  EXPECT_EQ(kept->name, "A d a");
  EXPECT_EQ(kept->attributes_json, R"({"a":1,"d":true})");
}

TEST_F(TokenClaims, a_long_name_is_cut) {
  const auto user = verify(good_token(R"(,"name":")" + std::string(5000, 'x') + "\""));
  ASSERT_TRUE(user && user->name);
  EXPECT_EQ(*user->name, std::string(199, 'x') + "…");
}

TEST_F(TokenClaims, j19_both_secrets_are_good_until_one_is_revoked) {
  const auto old_token = good_token();
  auto second = make_project(5).secrets[0];
  project().secrets.push_back(second);
  const auto new_token = sign_token(good_claims(project(), now), second.value);
  EXPECT_EQ(outcome(old_token), "ok");
  EXPECT_EQ(outcome(old_token), "ok");  // a token may be used more than once
  EXPECT_EQ(verify(new_token)->secret, second.id);
  project().secrets[0].revoked_at = now;
  EXPECT_EQ(outcome(old_token), "token_revoked");
  EXPECT_EQ(outcome(old_token, key_text()), "token_revoked");
  EXPECT_EQ(outcome(new_token), "ok");
}

TEST_F(TokenClaims, a_revoked_secret_tells_nothing_about_the_claims) {
  project().secrets[0].revoked_at = now;
  EXPECT_EQ(outcome_of_claims(dated(at(-9999), at(-9999))), "token_revoked");
  EXPECT_EQ(outcome_of_claims("{}"), "token_revoked");
}

TEST_F(TokenClaims, faults_are_told_in_order) {
  EXPECT_EQ(outcome_of_claims(R"({"sub":7,"exp":1,"iat":1,"project_key":"x"})"), "token_claims");
  EXPECT_EQ(outcome_of_claims(R"({"sub":"a","exp":99999999,"iat":1,"project_key":"x"})"), "token_wrong_project");
  EXPECT_EQ(outcome_of_claims(dated(at(200'000), at(9000), at(9000))), "token_lifetime");
  EXPECT_EQ(outcome_of_claims(dated(at(-61), at(9000), at(9000))), "token_expired");
}

TEST_F(TokenClaims, chat_can_be_switched_off) {
  EXPECT_TRUE(require_live_chat(project()));
  project().widget.live_chat = false;
  const auto refused = require_live_chat(project());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::forbidden);
  EXPECT_EQ(refused.error().code, "chat_disabled");
}

}  // namespace
}  // namespace seggwat::end_users
