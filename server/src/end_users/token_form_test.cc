// Everything that is refused before a signature is proven: the form of a token, its header, its key.
#include <gtest/gtest.h>

#include <random>

#include "base/secret.h"
#include "support/token_verifier.h"

namespace seggwat::end_users {
namespace {

using testing::good_claims;
using testing::sign_token;

struct TokenForm : ::testing::Test, testing::TokenVerifier {};

std::vector<std::string> split(const std::string& token) {
  const auto first = token.find('.');
  const auto second = token.rfind('.');
  return {token.substr(0, first), token.substr(first + 1, second - first - 1), token.substr(second + 1)};
}

TEST_F(TokenForm, a_good_token_names_its_user) {
  const auto user =
      verify(good_token(R"(,"name":"Ada","email":"ada@example.com","subscription_id":"s-1","attributes":{"plan":"pro"})"));
  ASSERT_TRUE(user);
  EXPECT_EQ(user->sub, "ada");
  EXPECT_EQ(user->project, project().id);
  EXPECT_EQ(user->name, "Ada");
  EXPECT_EQ(user->email, "ada@example.com");
  EXPECT_EQ(user->subscription_id, "s-1");
  EXPECT_EQ(user->attributes_json, R"({"plan":"pro"})");
  EXPECT_EQ(user->issued_at, now);
  EXPECT_EQ(user->expires_at, now + std::chrono::hours(1));
  EXPECT_EQ(user->secret, project().secrets[0].id);
}

TEST_F(TokenForm, every_fault_before_the_proof_is_the_same_answer) {
  const auto missing = verify("");
  const auto forged = verify(sign_token(good_claims(project(), now), "guess"));
  const auto unknown = verify(sign_token(good_claims(testing::make_project(9), now), "guess"));
  for (const auto& refused : {missing, forged, unknown}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::unauthorized);
    EXPECT_EQ(refused.error().code, "token_invalid");
    EXPECT_EQ(refused.error().message, missing.error().message);
  }
}

TEST_F(TokenForm, j1_no_algorithm_is_refused_with_and_without_a_signature) {
  for (const std::string alg :
       {R"("none")", R"("None")", R"("NONE")", R"("nOnE")", R"("")", "null", R"(["HS256"])", "256", "true", "{}"}) {
    const auto token = sign_token(R"({"typ":"JWT","alg":)" + alg + "}", good_claims(project(), now), secret());
    EXPECT_EQ(outcome(token), "token_invalid") << alg;
    EXPECT_EQ(outcome(token.substr(0, token.rfind('.') + 1)), "token_invalid") << alg;
    EXPECT_EQ(outcome(token.substr(0, token.rfind('.'))), "token_invalid") << alg;
  }
  EXPECT_EQ(outcome_of_header(R"({"typ":"JWT"})"), "token_invalid");
}

TEST_F(TokenForm, j2_only_the_exact_text_HS256_is_accepted) {
  for (const std::string alg : {"HS384", "HS512", "HS257", "RS256", "ES256", "PS256", "EdDSA", "hs256", "Hs256", "HS256 ", " HS256",
                                "HS-256", "dir", "A128KW"}) {
    EXPECT_EQ(outcome_of_header(R"({"alg":")" + alg + R"(","typ":"JWT"})"), "token_invalid") << alg;
  }
  EXPECT_EQ(outcome_of_header(R"({"alg":"HS256\u0000"})"), "token_invalid");
  EXPECT_EQ(outcome_of_header(R"({"alg":"\u0048S256"})"), "ok");  // the same text, written with an escape
}

TEST_F(TokenForm, j3_a_signature_made_with_any_other_key_is_refused) {
  const auto body = secret().substr(4);
  const std::vector<std::string> keys{
      "",
      "secret",
      to_string(project().key),
      to_string(project().id),
      body,
      *from_base64url(body),
      *from_base64url(secret().substr(0, 44)),
      secret() + "\n",
      " " + secret(),
      secret().substr(0, 46),
      secret() + "A",
      projects[1].secrets[0].value,
      std::string(32, '\0'),
      "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n"};
  for (const auto& key : keys) EXPECT_EQ(outcome(sign_token(good_claims(project(), now), key)), "token_invalid") << key;
}

TEST_F(TokenForm, j4_a_kid_is_compared_and_never_looked_up) {
  const auto with_kid = [&](const std::string& kid) { return outcome_of_header(R"({"alg":"HS256","kid":)" + kid + "}"); };
  const auto other = to_string(projects[1].secrets[0].id);
  for (const std::string kid : {R"("../../dev/null")", R"("' UNION SELECT 'x")", "17", "null", "[]", R"("")", R"("x")"}) {
    EXPECT_EQ(with_kid(kid), "token_invalid") << kid;
  }
  EXPECT_EQ(with_kid('"' + other + '"'), "token_invalid");
  EXPECT_EQ(with_kid('"' + std::string(1'000'000, 'k') + '"'), "token_invalid");
  EXPECT_EQ(with_kid('"' + to_string(project().secrets[0].id) + '"'), "ok");
}

TEST_F(TokenForm, j5_keys_inside_the_header_are_not_used_and_critical_extensions_refused) {
  const std::string attacker = "attacker";
  for (const std::string member : {R"("jwk":{"kty":"oct","k":"YXR0YWNrZXI"})", R"("jku":"https://evil.example/keys")",
                                   R"("x5u":"https://evil.example/x")", R"("x5c":["YXR0YWNrZXI"])"}) {
    const auto header = R"({"alg":"HS256",)" + member + "}";
    EXPECT_EQ(outcome(sign_token(header, good_claims(project(), now), attacker)), "token_invalid") << member;
    EXPECT_EQ(outcome_of_header(header), "ok") << member;
  }
  for (const std::string member :
       {R"("crit":["x"],"x":1)", R"("crit":[])", R"("crit":["exp"])", R"("b64":false)", R"("b64":true)"}) {
    EXPECT_EQ(outcome_of_header(R"({"alg":"HS256",)" + member + "}"), "token_invalid") << member;
  }
}

TEST_F(TokenForm, j6_typ_is_absent_or_JWT_in_any_case) {
  EXPECT_EQ(outcome_of_header(R"({"alg":"HS256"})"), "ok");
  for (const std::string typ : {"JWT", "jwt", "Jwt"}) EXPECT_EQ(outcome_of_header(R"({"alg":"HS256","typ":")" + typ + "\"}"), "ok");
  for (const std::string typ :
       {R"("at+jwt")", R"("JOSE")", R"("")", "null", "1", R"(["JWT"])", R"("JWT ")", R"("application/jwt")"}) {
    EXPECT_EQ(outcome_of_header(R"({"alg":"HS256","typ":)" + typ + "}"), "token_invalid") << typ;
  }
}

TEST_F(TokenForm, j12_members_that_stand_twice_are_refused) {
  EXPECT_EQ(outcome_of_header(R"({"alg":"none","alg":"HS256"})"), "token_invalid");
  EXPECT_EQ(outcome_of_header(R"({"alg":"HS256","alg":"HS256"})"), "token_invalid");
  EXPECT_EQ(outcome(good_token(R"(,"sub":"bob")")), "token_invalid");
  EXPECT_EQ(outcome(good_token(R"(,"\u0073ub":"bob")")), "token_invalid");
  EXPECT_EQ(outcome(good_token(R"(,"attributes":{"a":1,"a":2})")), "token_invalid");
}

TEST_F(TokenForm, j13_each_part_is_strict_base64url) {
  const std::vector<std::string> wrong_texts{"=", "==", "+", "/", " ", "\r\n", "\n", "\t", "?", "%3D", std::string(1, '\0')};
  const auto parts = split(good_token());
  for (std::size_t part = 0; part < 3; ++part) {
    for (const auto& wrong : wrong_texts) {
      for (const std::size_t at : {std::size_t{0}, parts[part].size() / 2, parts[part].size()}) {
        auto changed = parts;
        changed[part].insert(at, wrong);
        EXPECT_EQ(outcome(changed[0] + "." + changed[1] + "." + changed[2]), "token_invalid") << part << " " << wrong;
      }
    }
  }
}

TEST_F(TokenForm, j13_bits_left_over_must_be_zero_and_lengths_possible) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const auto token = good_token();
  const auto right = token.back();
  for (const char c : kAlphabet) {
    const auto expected = c == right ? "ok" : "token_invalid";
    EXPECT_EQ(outcome(token.substr(0, token.size() - 1) + c), expected) << c;
  }
  EXPECT_EQ(outcome(token + "AA"), "token_invalid");
  EXPECT_EQ(outcome(token.substr(0, token.size() - 2)), "token_invalid");
}

TEST_F(TokenForm, j14_there_are_exactly_three_parts) {
  const auto token = good_token();
  const auto parts = split(token);
  const std::vector<std::string> wrong{
      "",
      ".",
      "..",
      "...",
      parts[0],
      parts[0] + "." + parts[1],
      token + ".",
      "." + token,
      token + ".AAAA",
      token + ".AA.AA",
      parts[0] + ".." + parts[2],
      "." + parts[1] + "." + parts[2],
      parts[0] + "." + parts[1] + ".",
      "Bearer " + token,
      token + "," + token,
      R"({"protected":")" + parts[0] + R"(","payload":")" + parts[1] + R"(","signature":")" + parts[2] + R"("})"};
  for (const auto& text : wrong) EXPECT_EQ(outcome(text), "token_invalid") << text;
}

TEST_F(TokenForm, j15_the_size_is_bounded_before_anything_is_computed) {
  const auto padded = [&](std::size_t bytes) { return good_token(R"(,"padding":")" + std::string(bytes, 'x') + "\""); };
  std::size_t most = 0;
  for (std::size_t bytes = 5900; padded(bytes).size() <= kTokenBytes; ++bytes) most = bytes;
  ASSERT_GT(most, 0U);
  EXPECT_EQ(outcome(padded(most)), "ok");
  EXPECT_EQ(outcome(padded(most + 1)), "token_invalid");
  EXPECT_EQ(outcome(padded(1'000'000)), "token_invalid");
  EXPECT_EQ(outcome(std::string(kTokenBytes + 1, '.')), "token_invalid");
}

TEST_F(TokenForm, j15_deep_nesting_is_refused) {
  for (const std::size_t depth : {65U, 1000U, 3000U, 10'000U}) {
    const auto deep = std::string(depth, '[') + std::string(depth, ']');
    EXPECT_EQ(outcome(good_token(",\"deep\":" + deep)), "token_invalid") << depth;
    EXPECT_EQ(outcome_of_header(R"({"alg":"HS256","deep":)" + deep + "}"), "token_invalid") << depth;
  }
}

TEST_F(TokenForm, j24_both_parts_are_well_formed_json_in_utf8) {
  for (const std::string bad :
       {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\\ud800", "\\udc00x", "\x01", "\n"}) {
    EXPECT_EQ(outcome(good_token(",\"name\":\"" + bad + "\"")), "token_invalid") << bad;
    EXPECT_EQ(outcome_of_header(R"({"alg":"HS256","x":")" + bad + "\"}"), "token_invalid") << bad;
  }
  const auto claims = good_claims(project(), now);
  for (const auto& text : {"\xEF\xBB\xBF" + claims, claims + "x", claims + std::string(1, '\0'), "[" + claims + "]",
                           std::string("null"), std::string("{}x"), "{\"exp\":NaN," + claims.substr(1),
                           "{'a':1," + claims.substr(1), claims.substr(0, claims.size() - 1) + ",}"}) {
    EXPECT_EQ(outcome(sign_token(text, secret())), "token_invalid") << text;
    EXPECT_EQ(outcome(sign_token(text, secret()), to_string(project().key)), "token_invalid") << text;
  }
}

TEST_F(TokenForm, any_change_of_one_character_is_refused) {
  const auto token = good_token(R"(,"name":"Ada")");
  std::mt19937 random(7);
  for (std::size_t at = 0; at < token.size(); ++at) {
    auto changed = token;
    do {
      changed[at] = static_cast<char>(random() % 256);
    } while (changed[at] == token[at]);
    ASSERT_EQ(outcome(changed), "token_invalid") << at;
  }
}

TEST_F(TokenForm, any_cut_and_any_noise_is_refused) {
  const auto token = good_token();
  for (std::size_t length = 0; length < token.size(); ++length) ASSERT_EQ(outcome(token.substr(0, length)), "token_invalid");
  std::mt19937 random(8);
  for (int round = 0; round < 2000; ++round) {
    std::string noise(random() % 300, ' ');
    for (char& c : noise) c = static_cast<char>(random() % 256);
    ASSERT_EQ(outcome(noise), "token_invalid");
  }
}

}  // namespace
}  // namespace seggwat::end_users
