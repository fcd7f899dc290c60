#include "end_users/token_check.h"

#include <gtest/gtest.h>

#include "base/secret.h"
#include "support/tokens.h"

namespace seggwat::end_users {
namespace {

using testing::good_claims;
using testing::make_project;
using testing::sign_token;

const Instant kNow = from_millis(1'800'000'000'000);

struct TokenCheck : ::testing::Test {
  projects::Project project = make_project(1);
  const std::string secret = project.secrets[0].value;
  std::string claims = good_claims(project, kNow);

  Diagnosis check(std::string_view token) const { return diagnose(project, token, kNow); }
  Diagnosis check_key(std::string_view key) const { return check(sign_token(claims, key)); }
};

TEST_F(TokenCheck, a_good_token_is_valid_and_shown) {
  const auto result = check(" Bearer " + sign_token(claims, secret) + "\n");
  EXPECT_TRUE(result.valid) << result.message;
  EXPECT_FALSE(result.code);
  EXPECT_EQ(result.header->at("alg"), json::value("HS256"));
  EXPECT_EQ(result.claims->at("sub"), json::value("ada"));
  EXPECT_EQ(result.secret, project.secrets[0].id);
  const auto object = to_json(result);
  EXPECT_TRUE(object.at("code").is_null());
  EXPECT_EQ(object.at("secret_id"), json::value(to_string(project.secrets[0].id)));
}

TEST_F(TokenCheck, usual_slips_with_the_secret_are_named) {
  const auto body = secret.substr(4);
  EXPECT_NE(check_key(*from_base64url(body)).message.find("base64-decoded"), std::string::npos);
  EXPECT_NE(check_key(body).message.find("prefix"), std::string::npos);
  EXPECT_NE(check_key(secret + "\n").message.find("line end"), std::string::npos);
  EXPECT_NE(check_key('"' + secret + '"').message.find("quotation"), std::string::npos);
  EXPECT_NE(check_key(to_string(project.key)).message.find("project's key"), std::string::npos);
  EXPECT_NE(check_key("").message.find("empty secret"), std::string::npos);
  EXPECT_NE(check_key("other").message.find("live secret"), std::string::npos);
  for (const auto& key : {body, std::string("other"), std::string()}) EXPECT_EQ(check_key(key).code, "bad_signature");
}

TEST_F(TokenCheck, a_secret_decoded_by_a_forgiving_decoder_is_recognised) {
  // What Node's Buffer.from(secret, 'base64') makes of all 47 characters: 35 bytes, the two bits left over dropped.
  std::string padded = secret;
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  padded.back() = kAlphabet[kAlphabet.find(padded.back()) & ~std::size_t{3}];
  const auto decoded = from_base64url(padded);
  ASSERT_TRUE(decoded);
  EXPECT_NE(check_key(*decoded).message.find("base64-decoded"), std::string::npos);
}

TEST_F(TokenCheck, the_form_is_explained_part_by_part) {
  const auto token = sign_token(claims, secret);
  const auto dot = token.find('.');
  EXPECT_EQ(check("").message, "There is no token.");
  EXPECT_EQ(check("a.b").code, "malformed");
  EXPECT_NE(check("a.b").message.find("this one has 2"), std::string::npos);
  EXPECT_NE(check(token + "=").message.find("The signature ends with `=`"), std::string::npos);
  EXPECT_NE(check(token.substr(0, dot) + "/" + token.substr(dot)).message.find("The header holds `+` or `/`"), std::string::npos);
  EXPECT_NE(check(token.substr(0, dot + 1) + "\n" + token.substr(dot + 1)).message.find("The claims holds white space"),
            std::string::npos);
  EXPECT_NE(check(sign_token("[]", secret)).message.find("The claims is not a JSON object"), std::string::npos);
  EXPECT_EQ(check(std::string(9000, 'a')).message, "The token is longer than 8 KiB.");
  EXPECT_EQ(check(sign_token(R"({"alg":"HS256","crit":["x"]})", claims, secret)).code, "malformed");
}

TEST_F(TokenCheck, another_algorithm_is_named_even_without_a_signature) {
  const auto token = sign_token(R"({"alg":"RS256"})", claims, secret);
  EXPECT_EQ(check(token).code, "wrong_algorithm");
  EXPECT_NE(check(token).message.find("\"RS256\""), std::string::npos);
  EXPECT_EQ(check(sign_token(R"({"alg":"none"})", claims, "").substr(0, 80)).code, "wrong_algorithm");
  EXPECT_NE(check(sign_token("{}", claims, secret)).message.find("has no `alg`"), std::string::npos);
}

TEST_F(TokenCheck, claims_are_explained_once_the_signature_is_right) {
  const auto old = sign_token(good_claims(project, kNow - std::chrono::minutes(65)), secret);
  EXPECT_EQ(check(old).code, "token_expired");
  EXPECT_EQ(check(old).message, "The token expired 5 minutes ago.");
  const auto no_iat = sign_token(R"({"sub":"ada","exp":1800000060,"project_key":")" + to_string(project.key) + "\"}", secret);
  EXPECT_EQ(check(no_iat).message, "The claim `iat` is missing.");
  EXPECT_EQ(check(no_iat).secret, project.secrets[0].id);
  const auto elsewhere = sign_token(good_claims(make_project(2), kNow), secret);
  EXPECT_EQ(check(elsewhere).code, "token_wrong_project");
}

TEST_F(TokenCheck, milliseconds_where_seconds_are_meant_are_named) {
  const auto message_of = [&](std::int64_t iat, std::int64_t exp) {
    json::object dated = parse_json(claims).value().get_object();
    dated["iat"] = iat;
    dated["exp"] = exp;
    return check(sign_token(json::serialize(dated), secret)).message;
  };
  const auto now = to_millis(kNow);
  for (const auto& message :
       {message_of(now, now + 3'600'000'000), message_of(now / 1000, now + 3'600'000), message_of(now, now + 60'000)})
    EXPECT_NE(message.find("milliseconds"), std::string::npos) << message;
  // The year 9999 is far away, and in seconds.
  EXPECT_EQ(message_of(now / 1000, 253'402'300'799).find("milliseconds"), std::string::npos);
}

TEST_F(TokenCheck, projects_and_secrets_that_do_not_fit_are_told_apart) {
  const auto other = make_project(2);
  EXPECT_EQ(check(sign_token(good_claims(other, kNow), other.secrets[0].value)).code, "unknown_project");
  const auto kid = check(sign_token(R"({"alg":"HS256","kid":"1"})", claims, secret));
  EXPECT_EQ(kid.code, "bad_signature");
  EXPECT_NE(kid.message.find("`kid`"), std::string::npos);
  project.secrets[0].revoked_at = kNow;
  EXPECT_EQ(check_key(secret).code, "token_revoked");
  project.secrets.clear();
  EXPECT_NE(check_key("x").message.find("no signing secret"), std::string::npos);
}

}  // namespace
}  // namespace seggwat::end_users
