#include "http/request.h"

#include <gtest/gtest.h>

#include "http/cookie.h"
#include "http/response.h"

namespace seggwat::http {
namespace {

TEST(Request, headers_are_found_in_any_case) {
  Request request;
  request.headers = {{"X-One", "1"}};
  EXPECT_EQ(request.header("x-ONE"), "1");
  EXPECT_EQ(request.header("x-two"), std::nullopt);
}

TEST(Request, query_values_are_decoded_and_the_first_counts) {
  Request request;
  request.query = "a=1&b=x%20y+z&a=2&c&d=%zz&e=%ff&%66=g";
  EXPECT_EQ(request.query_value("a"), "1");
  EXPECT_EQ(request.query_value("b"), "x y z");
  EXPECT_EQ(request.query_value("c"), "");
  EXPECT_EQ(request.query_value("d"), "%zz");
  EXPECT_TRUE(request.is_badly_encoded("d"));
  EXPECT_TRUE(request.is_badly_encoded("e"));
  EXPECT_FALSE(request.is_badly_encoded("b"));
  EXPECT_FALSE(request.is_badly_encoded("nothing"));
  EXPECT_EQ(request.query_value("e"), "%ff");
  EXPECT_EQ(request.query_value("f"), "g");
  EXPECT_EQ(request.query_value("g"), std::nullopt);
}

TEST(Request, cookies_are_found_by_their_whole_name) {
  Request request;
  request.headers = {{"Cookie", "aseggwat=1; seggwat=two=2; seggwat=3"}, {"Cookie", "other=4"}};
  EXPECT_EQ(request.cookie("seggwat"), "two=2");
  EXPECT_EQ(request.cookie("other"), "4");
  EXPECT_EQ(request.cookie("Seggwat"), std::nullopt);
}

TEST(Cookie, a_session_cookie_is_out_of_reach_of_scripts_and_other_sites) {
  EXPECT_EQ(set_cookie({"__Host-seggwat", "abc", std::chrono::seconds(60)}),
            "__Host-seggwat=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
  EXPECT_EQ(set_cookie({"seggwat", "", std::chrono::seconds(0), CookieTransport::any_scheme}),
            "seggwat=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

std::string header_of(const Response& response, std::string_view name) {
  Request reader;
  reader.headers = response.headers;
  return std::string(reader.header(name).value_or("absent"));
}

TEST(Response, every_refusal_has_one_form) {
  const auto response = error_response({ErrorKind::not_found, "not_found", "There is nothing here."});
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.body, R"({"error":"not_found","message":"There is nothing here."})");
  EXPECT_EQ(header_of(response, "Content-Type"), "application/json");
  EXPECT_EQ(header_of(response, "Cache-Control"), "no-store");
  EXPECT_EQ(header_of(response, "WWW-Authenticate"), "absent");
}

TEST(Response, a_refused_token_is_challenged_and_a_missing_session_is_not) {
  EXPECT_EQ(header_of(error_response({ErrorKind::unauthorized, "token_expired", ""}), "WWW-Authenticate"),
            "Bearer error=\"invalid_token\"");
  EXPECT_EQ(header_of(error_response({ErrorKind::unauthorized, "login_failed", ""}), "WWW-Authenticate"), "absent");
}

TEST(Response, who_must_wait_is_told_how_long) {
  EXPECT_EQ(header_of(error_response({ErrorKind::rate_limited, "rate_limited", "", std::chrono::seconds(7)}), "Retry-After"), "7");
  EXPECT_EQ(header_of(error_response({ErrorKind::unavailable, "unavailable", ""}), "Retry-After"), "1");
}

}  // namespace
}  // namespace seggwat::http
