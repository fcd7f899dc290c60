#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/ids.h"
#include "base/json.h"
#include "base/json_claims.h"
#include "base/secret.h"
#include "base/text.h"
#include "support/fakes.h"

namespace seggwat {
namespace {

TEST(Text, malformed_utf8_is_recognised) {
  for (const std::string_view good : {"", "abc", "\xC3\xA9", "\xF0\x9F\x98\x80", "\xEF\xBB\xBF"})
    EXPECT_TRUE(is_utf8(good)) << good;
  for (const std::string_view bad : {"\xFF", "\xC0\xAF", "\xC3", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE0\x80\xAF", "a\x80"}) {
    EXPECT_FALSE(is_utf8(bad)) << bad;
  }
}

TEST(Text, is_cut_between_code_points) {
  EXPECT_EQ(cut_to("h\xC3\xA9llo", 5), "h\xC3\xA9llo");
  EXPECT_EQ(cut_to("h\xC3\xA9llo", 3), "h\xC3\xA9…");
}

TEST(Text, invisible_text_says_nothing) {
  for (const std::string_view blank : {"", " \t\n", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE3\x85\xA4", "\xC2\xAD", "\xE2\xA0\x80"}) {
    EXPECT_TRUE(is_invisible(blank)) << blank;
  }
  EXPECT_FALSE(is_invisible(" . "));
}

TEST(Text, only_plain_mailboxes_are_addresses) {
  for (const std::string_view good : {"a@b.example", "first.last+tag@sub.shop.example", "o'neil@x-y.example"}) {
    EXPECT_TRUE(is_email_address(good)) << good;
  }
  for (const std::string_view bad :
       {"", "a", "a@b", "@b.example", "a@", "a@.example", "a@b..example", "a b@c.example", "a@b.example,c@d.example",
        "<a@b.example>", "a@b.example\r\nBcc: v@x.example", "-oQ/tmp@x.example", "\"a b\"@c.example", "a@[127.0.0.1]",
        "a..b@c.example", ".a@b.example", "a@-b.example", "\xC3\xA9@b.example"}) {
    EXPECT_FALSE(is_email_address(bad)) << bad;
  }
}

TEST(Text, naturals_are_plain_digits) {
  EXPECT_EQ(parse_natural("0"), 0);
  EXPECT_EQ(parse_natural("9223372036854775807"), 9223372036854775807);
  for (const std::string_view bad : {"", "-1", "+1", "01", "1.0", " 1", "1e3", "9223372036854775808"})
    EXPECT_FALSE(parse_natural(bad));
}

TEST(Ids, survive_text_and_sort_by_time) {
  testing::SeededRandom random;
  const auto early = make_uuid(from_millis(1000), random);
  const auto late = make_uuid(from_millis(2000), random);
  EXPECT_LT(early, late);
  EXPECT_EQ(parse_uuid(to_string(early)), early);
  EXPECT_EQ(to_string(early)[14], '7');
  for (const std::string_view bad : {"", "0", "01a20ad6-87dd-7396-9c09-67f944676c5", "01a20ad687dd73969c0967f944676c5d",
                                     "01a20ad6-87dd-7396-9c09-67f944676c5g", "{1a20ad6-87dd-7396-9c09-67f944676c5}"}) {
    EXPECT_FALSE(parse_uuid(bad));
  }
}

TEST(Clock, times_are_rfc_3339) {
  EXPECT_EQ(to_rfc3339(from_millis(1768473000000)), "2026-01-15T10:30:00Z");
  EXPECT_EQ(to_rfc3339(from_millis(1768473000250)), "2026-01-15T10:30:00.250Z");
}

TEST(Json, doubled_members_depth_and_rubbish_are_refused) {
  EXPECT_TRUE(parse_json_object(R"({"a":{"b":[1,{"c":2}]}})"));
  EXPECT_TRUE(parse_json_object(R"({"a":[0,-1,-0.5,"-0"]})"));
  for (const std::string_view bad :
       {"", "{", "[1]", R"({"a":1,"a":2})", R"({"x":{"a":1,"a":1}})", R"({"a":1}x)", R"({"n":-0})", R"({"a":[{"n":[-0]}]})",
        "{\"a\":\"\xFF\"}", R"({"a":"\ud800"})", R"({"a":01})", "{'a':1}", R"({"a":1,})"}) {
    EXPECT_FALSE(parse_json_object(bad)) << bad;
  }
  std::string deep;
  for (int i = 0; i < 70; ++i) deep += R"({"a":)";
  EXPECT_FALSE(parse_json_object(deep + "1" + std::string(70, '}')));
}

TEST(Json, what_is_read_can_be_written_again) {
  for (const std::string text :
       {"[1e400]", "{\"a\":-1e999}", "[0E400]", "[[1, {\"a\": 123456789012345678901234567890e300}]]", "1e400"}) {
    EXPECT_EQ(parse_json(text).error().code, "invalid_json") << text;
  }
  EXPECT_EQ(json::serialize(*parse_claims(R"({"a":1e400,"b":[0E4775808,1e300,1e-400]})")), R"({"a":null,"b":[null,1E300,0E0]})");
}

TEST(Json, integers_are_strict) {
  const auto read = [](const char* text) {
    const auto object = parse_json_object(text);
    Fields fields(*object);
    return fields.required_integer("n"), fields.status().has_value();
  };
  EXPECT_TRUE(read(R"({"n":5})"));
  for (const auto* bad :
       {R"({"n":5.0})", R"({"n":"5"})", R"({"n":true})", R"({"n":null})", R"({})", R"({"n":9007199254740992})", R"({"n":1e3})"}) {
    EXPECT_FALSE(read(bad)) << bad;
  }
}

TEST(Secret, base64url_has_one_form_only) {
  EXPECT_EQ(from_base64url("AQID"), "\x01\x02\x03");
  EXPECT_EQ(from_base64url(""), "");
  for (const std::string_view bad : {"AQ=", "AQ==", "A", "AB", "A+/A", "AQ ID", "AQID\n"}) EXPECT_FALSE(from_base64url(bad)) << bad;
  EXPECT_FALSE(from_base64url({"AQI\0D", 5}));
}

TEST(Secret, boxes_open_with_their_own_key_only) {
  testing::SeededRandom random;
  const SecretKey key({1, 2, 3});
  const SecretKey other({3, 2, 1});
  auto sealed = key.seal("sws_secret", random);
  EXPECT_EQ(key.open(sealed), "sws_secret");
  EXPECT_FALSE(other.open(sealed));
  sealed.back() ^= 1;
  EXPECT_FALSE(key.open(sealed));
  EXPECT_FALSE(key.open("short"));
  EXPECT_NE(key.fingerprint(), other.fingerprint());
}

}  // namespace
}  // namespace seggwat
