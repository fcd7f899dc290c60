#include "realtime/sse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>

#include "base/json.h"

namespace seggwat::realtime {
namespace {

TEST(Sse, an_event_is_a_name_an_id_one_line_of_data_and_an_empty_line) {
  const Frame frame("message", "t-e-1-2", R"({"a":1})", 1);
  EXPECT_EQ(frame.text(), "event: message\nid: t-e-1-2\ndata: {\"a\":1}\n\n");
  EXPECT_EQ(frame.name(), "message");
  EXPECT_EQ(frame.id(), "t-e-1-2");
  EXPECT_EQ(frame.json(), R"({"a":1})");
  EXPECT_FALSE(frame.is_first());
  const Frame passing("typing", "", "{}");
  EXPECT_EQ(passing.text(), "event: typing\ndata: {}\n\n");
  EXPECT_EQ(passing.id(), "");
  EXPECT_FALSE(passing.is_first());
  EXPECT_TRUE(Frame("ready", "t-e-1-2", "{}").is_first());
}

TEST(Sse, no_text_breaks_out_of_its_line_and_every_byte_survives) {
  const std::string nasty[] = {"\n\nevent: x\ndata: {}\n\n",
                               "\r",
                               "\r\n",
                               "a\xE2\x80\xA8"
                               "b\xE2\x80\xA9",
                               "\xC2\x85",
                               std::string("\0", 1),
                               "\xEF\xBB\xBF",
                               ":comment",
                               "id: 5",
                               "data: x"};
  for (const auto& text : nasty) {
    const Frame frame("message", "t-e-1-2", json::serialize(json::object{{"body", text}}), 1);
    EXPECT_EQ(std::ranges::count(frame.text(), '\n'), 4) << text;
    EXPECT_EQ(std::ranges::count(frame.text(), '\r'), 0) << text;
    const auto data = frame.text().substr(frame.text().find("data: ") + 6);
    EXPECT_EQ(json::parse(data.substr(0, data.size() - 2)).at("body").as_string(), text);
  }
}

TEST(Sse, json_over_several_lines_is_put_on_one) {
  EXPECT_EQ(Frame("message", "", "{\n \"a\": 1\r\n}").text(), "event: message\ndata: {  \"a\": 1  }\n\n");
}

}  // namespace
}  // namespace seggwat::realtime
