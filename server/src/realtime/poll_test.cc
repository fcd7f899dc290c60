#include "realtime/poll.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "base/json.h"
#include "support/realtime_world.h"

namespace seggwat::realtime {
namespace {

using testing::RealtimeWorld;
using Sees = RealtimeWorld::Sees;

class LongPoll : public ::testing::Test {
 protected:
  LongPoll() { world.threads["ann"] = ThreadId{Uuid{{10}}}; }
  using Asked = std::shared_ptr<std::optional<http::Response>>;

  json::object answer_to(const Asked& asked) {
    EXPECT_TRUE(world.until([&] { return asked->has_value(); }));
    EXPECT_EQ((*asked)->status, 200);
    return json::parse((*asked)->body).as_object();
  }
  static std::vector<std::string> names(const json::object& answer) {
    std::vector<std::string> all;
    for (const auto& event : answer.at("events").as_array()) all.emplace_back(event.at("event").as_string());
    return all;
  }
  static std::string cursor_in(const json::object& answer) { return std::string(answer.at("cursor").as_string()); }

  RealtimeWorld world;
  const ProjectId project{Uuid{{1}}};
  const User ann{project, "ann"};
  const TeamScope team{MemberId{Uuid{{5}}}, {}};
};

TEST_F(LongPoll, without_a_cursor_the_head_is_the_answer_at_once) {
  const auto last = world.commit(ann);
  const auto answer = answer_to(world.poll(ann, std::nullopt, 25));
  EXPECT_TRUE(names(answer).empty());
  EXPECT_EQ(cursor_in(answer), world.cursor(ann, {1, last.check}));
  EXPECT_EQ(world.realtime->open_streams(), 0U);
}

TEST_F(LongPoll, what_was_missed_comes_at_once_and_in_order) {
  world.commit_many(ann, 3);
  const auto answer = answer_to(world.poll(ann, world.cursor(ann, {}), 25));
  ASSERT_EQ(names(answer), (std::vector<std::string>{"message", "message", "message"}));
  const auto& events = answer.at("events").as_array();
  EXPECT_EQ(events[0].at("data").at("no"), 1);
  EXPECT_EQ(events[2].at("data").at("no"), 3);
  EXPECT_EQ(events[2].at("id").as_string(), cursor_in(answer));
  EXPECT_EQ(world.delivered.back().second, 3);
}

TEST_F(LongPoll, waits_for_the_first_event_and_takes_what_comes_with_it) {
  const auto asked = world.poll(ann, world.cursor(ann, {}), 25);
  world.settle();
  EXPECT_FALSE(asked->has_value());
  world.post(ann);
  world.post(ann);
  EXPECT_EQ(names(answer_to(asked)).size(), 2U);
}

TEST_F(LongPoll, answers_with_nothing_when_its_time_is_over) {
  const auto cursor = world.cursor(ann, {});
  const auto asked = world.poll(ann, cursor, 5);
  world.settle();
  world.advance(Seconds(4));
  EXPECT_FALSE(asked->has_value());
  world.advance(Seconds(1));
  const auto answer = answer_to(asked);
  EXPECT_TRUE(names(answer).empty());
  EXPECT_EQ(cursor_in(answer), cursor);
  EXPECT_TRUE(names(answer_to(world.poll(ann, cursor, 0))).empty());
}

TEST_F(LongPoll, a_refused_cursor_gives_one_reset_with_the_head) {
  const auto last = world.commit(ann);
  const auto answer = answer_to(world.poll(ann, "abc", 25));
  ASSERT_EQ(names(answer), (std::vector<std::string>{"reset"}));
  const auto head = world.cursor(ann, {1, last.check});
  EXPECT_EQ(cursor_in(answer), head);
  EXPECT_EQ(answer.at("events").as_array()[0].at("data").at("cursor").as_string(), head);
}

TEST_F(LongPoll, polling_on_from_each_answer_loses_nothing_and_repeats_nothing) {
  std::string cursor = world.cursor(journal::Position{});
  std::vector<std::int64_t> heard;
  int posted = 0;
  while (heard.size() < 200) {
    const auto asked = world.poll(team, cursor, 25);
    ASSERT_TRUE(world.until([&] {
      if (posted < 200) {
        world.post(ann, posted % 2 == 0 ? Sees::both : Sees::team);
        ++posted;
      }
      return asked->has_value();
    }));
    const auto answer = answer_to(asked);
    for (const auto& event : answer.at("events").as_array()) heard.push_back(event.at("data").at("no").as_int64());
    cursor = cursor_in(answer);
  }
  for (std::size_t i = 0; i < heard.size(); ++i) ASSERT_EQ(heard[i], static_cast<std::int64_t>(i + 1));
  EXPECT_EQ(heard.size(), 200U);
}

TEST_F(LongPoll, what_its_reader_may_not_see_moves_the_cursor_and_does_not_end_the_wait) {
  const TeamScope narrow{MemberId{Uuid{{6}}}, std::vector{ProjectId{Uuid{{9}}}}};
  world.commit_many(ann, 450);
  const auto asked = world.poll(narrow, world.cursor(journal::Position{}), 5);
  world.settle();
  EXPECT_FALSE(asked->has_value());
  world.advance(Seconds(5));
  EXPECT_NE(cursor_in(answer_to(asked)).find("-450-"), std::string::npos);
}

TEST_F(LongPoll, events_that_are_not_kept_are_heard_too) {
  const auto asked = world.poll(ann, world.cursor(ann, {}), 25);
  world.settle();
  world.realtime->presence().member_types({world.threads["ann"], ann}, {MemberId{Uuid{{5}}}, "Mo"});
  const auto answer = answer_to(asked);
  ASSERT_EQ(names(answer), (std::vector<std::string>{"typing"}));
  EXPECT_FALSE(answer.at("events").as_array()[0].as_object().contains("id"));
  EXPECT_EQ(cursor_in(answer), world.cursor(ann, {}));
}

TEST_F(LongPoll, the_end_of_a_session_is_told) {
  const auto asked = world.poll(ann, world.cursor(ann, {}), 25);
  world.settle();
  world.realtime->end_streams(ann, "signed_out");
  EXPECT_EQ(names(answer_to(asked)), (std::vector<std::string>{"expired"}));
}

TEST_F(LongPoll, the_end_of_the_program_answers_everybody) {
  const auto asked = world.poll(ann, world.cursor(ann, {}), 25);
  world.settle();
  bool done = false;
  world.realtime->shutdown([&] { done = true; });
  EXPECT_TRUE(names(answer_to(asked)).empty());
  EXPECT_TRUE(done);
}

}  // namespace
}  // namespace seggwat::realtime
