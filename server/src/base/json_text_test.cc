#include "base/json_text.h"

#include <gtest/gtest.h>

namespace seggwat {
namespace {

std::string again(std::string_view text) { return to_json_text(parse_json(text).value()); }

TEST(JsonText, a_zero_has_no_sign_so_that_it_can_be_read_again) {
  EXPECT_EQ(again("[-0.0]"), "[0]");
  EXPECT_EQ(again("[-1E-615]"), "[0]");
}

TEST(JsonText, fractions_are_written_as_people_write_them) {
  EXPECT_EQ(again(R"({"average":4.25,"list":[0.5,-66.67,3],"name":"é\n"})"),
            R"({"average":4.25,"list":[0.5,-66.67,3],"name":"é\n"})");
  EXPECT_EQ(again("[{},[],null,true,0.1]"), "[{},[],null,true,0.1]");
}

TEST(JsonText, what_would_need_hundreds_of_digits_keeps_its_exponent) {
  EXPECT_EQ(again("1e300"), "1E300");
  EXPECT_EQ(again("1e-300"), "1E-300");
  EXPECT_EQ(again("[123456.75]"), "[123456.75]");
}

TEST(JsonText, without_fractions_it_is_what_the_library_writes) {
  const auto value = parse_json(R"({"a":[1,-2,"x"],"b":{"c":null}})").value();
  EXPECT_EQ(to_json_text(value), json::serialize(value));
}

}  // namespace
}  // namespace seggwat
