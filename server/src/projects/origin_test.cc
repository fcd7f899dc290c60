#include "projects/origin.h"

#include <gtest/gtest.h>

#include "projects/project.h"

namespace seggwat::projects {
namespace {

constexpr auto kPresent = OriginPresence::present;
constexpr auto kAbsent = OriginPresence::absent;

Project with_origins(std::vector<std::string> origins) {
  Project project;
  project.allowed_origins = std::move(origins);
  return project;
}

TEST(Origin, scheme_and_host_are_lowered_and_default_ports_dropped) {
  EXPECT_EQ(normalise_origin("HTTPS://Good.Com"), "https://good.com");
  EXPECT_EQ(normalise_origin("https://good.com:443"), "https://good.com");
  EXPECT_EQ(normalise_origin("http://good.com:80"), "http://good.com");
  EXPECT_EQ(normalise_origin("http://good.com:443"), "http://good.com:443");
  EXPECT_EQ(normalise_origin("http://localhost:3000"), "http://localhost:3000");
  EXPECT_EQ(normalise_origin("http://[::1]:8080"), "http://[::1]:8080");
  EXPECT_EQ(normalise_origin("http://127.0.0.1"), "http://127.0.0.1");
  EXPECT_EQ(normalise_origin("capacitor://localhost"), "capacitor://localhost");
  EXPECT_EQ(normalise_origin("https://xn--bcher-kva.example"), "https://xn--bcher-kva.example");
}

TEST(Origin, anything_else_is_no_origin) {
  for (const auto* text : {"",
                           "null",
                           "*",
                           "good.com",
                           "//good.com",
                           "https://",
                           "https://:443",
                           "https://good.com/",
                           "https://good.com/x",
                           "https://good.com?x",
                           "https://good.com#x",
                           "https://u@good.com",
                           "https://u:p@good.com",
                           "https://*.good.com",
                           "https://good.com:",
                           "https://good.com:0",
                           "https://good.com:65536",
                           "https://good.com:+1",
                           "https://good.com:0443",
                           "https://good.com:8443x",
                           "https://good.com%60.evil.com",
                           "https://b\u00FCcher.example",
                           "https://good com",
                           " https://good.com",
                           "https://good.com\n",
                           "https://a..b",
                           "https://.a",
                           "1s://a",
                           "https://[::1",
                           "https://[]",
                           "https://[x]",
                           "https://good.com\\evil.com",
                           "javascript:alert(1)"}) {
    EXPECT_FALSE(normalise_origin(text)) << text;
  }
  EXPECT_FALSE(normalise_origin(std::string_view("https://good.com\0", 17)));
}

TEST(Origin, what_people_type_may_have_space_around_and_a_slash_behind) {
  EXPECT_EQ(read_allowed_origin(" https://Good.com/ "), "https://good.com");
  EXPECT_EQ(read_allowed_origin("*"), "*");
  EXPECT_FALSE(read_allowed_origin("https://good.com//"));
  EXPECT_FALSE(read_allowed_origin("https://good.com/path"));
  EXPECT_FALSE(read_allowed_origin("null"));
}

TEST(Origin, the_origin_of_a_web_address) {
  EXPECT_EQ(origin_of_url("https://Good.com/a?b#c"), "https://good.com");
  EXPECT_EQ(origin_of_url("HTTP://good.com:8080?x"), "http://good.com:8080");
  EXPECT_EQ(origin_of_url("https://good.com"), "https://good.com");
  for (const auto* url : {"", "ftp://good.com/", "javascript:alert(1)", "https://u@good.com/", "https://good.com\\@evil.com/",
                          "https://good.com /", "data:text/html,x", "https:///x", "//good.com/"}) {
    EXPECT_FALSE(origin_of_url(url)) << url;
  }
  EXPECT_FALSE(origin_of_url("https://good.com/" + std::string(2048, 'x')));
}

TEST(AllowsOrigin, an_empty_list_admits_every_browser_origin) {
  const auto project = with_origins({});
  EXPECT_TRUE(allows_origin(project, kPresent, "https://anywhere.example"));
  EXPECT_FALSE(allows_origin(project, kPresent, "null"));
  EXPECT_FALSE(allows_origin(project, kPresent, "nonsense"));
  EXPECT_FALSE(allows_origin(project, kAbsent, ""));
}

TEST(AllowsOrigin, a_star_admits_everybody) {
  const auto project = with_origins({"https://good.com", "*"});
  EXPECT_TRUE(allows_origin(project, kPresent, "https://anywhere.example"));
  EXPECT_TRUE(allows_origin(project, kPresent, "null"));
  EXPECT_TRUE(allows_origin(project, kAbsent, ""));
}

TEST(AllowsOrigin, a5_a_list_admits_exactly_its_origins) {
  const auto project = with_origins({"https://good.com", "http://localhost:3000"});
  EXPECT_TRUE(allows_origin(project, kPresent, "https://good.com"));
  EXPECT_TRUE(allows_origin(project, kPresent, "https://GOOD.com:443"));  // the same scheme, host and port
  EXPECT_TRUE(allows_origin(project, kPresent, "http://localhost:3000"));
  for (const auto* origin : {"null",
                             "https://good.com.evil.com",
                             "https://evilgood.com",
                             "http://good.com",
                             "https://good.com:8443",
                             "https://good.com%60.evil.com",
                             "https://good.com.",
                             "https://g\u043E\u043Ed.com",
                             "https://xn--gd-nmca.com",
                             "https://www.good.com",
                             "https://good.com/",
                             "https://good.com@evil.com",
                             "https://evil.com#https://good.com",
                             "https://good.com,https://evil.com",
                             "https://good.com https://evil.com",
                             "file://",
                             "http://localhost",
                             "http://localhost:30000",
                             "http://127.0.0.1:3000",
                             ""}) {
    EXPECT_FALSE(allows_origin(project, kPresent, origin)) << origin;
  }
  EXPECT_FALSE(allows_origin(project, kAbsent, ""));
}

}  // namespace
}  // namespace seggwat::projects
