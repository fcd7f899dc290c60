#include "realtime/presence.h"

#include <gtest/gtest.h>

#include "support/realtime_world.h"

namespace seggwat::realtime {
namespace {

using testing::RealtimeWorld;
using testing::StreamClient;

class WhoIsThere : public ::testing::Test {
 protected:
  WhoIsThere() { world.threads["ann"] = thread; }

  std::unique_ptr<StreamClient> open(const Audience& who) {
    auto client = std::visit([&](const auto& reader) { return world.open(reader); }, who);
    world.settle();
    client->read();
    return client;
  }
  std::vector<std::string> heard(StreamClient& client, std::string_view name) {
    world.settle();
    while (client.read()) {
    }
    return client.data_of(name);
  }
  void gone(std::unique_ptr<StreamClient> client, std::size_t rest) {
    client.reset();
    ASSERT_TRUE(world.until([&] { return world.realtime->open_streams() == rest; }));
  }
  std::string thread_event(bool online, const std::string& members) const {
    return R"({"thread_id":")" + to_string(thread) + R"(","user":{"online":)" + (online ? "true" : "false") + R"(},"members":[)" +
           members + "]}";
  }
  std::string viewer(const std::string& state) const {
    return R"({"id":")" + to_string(mo.id) + R"(","name":"Mo","state":")" + state + "\"}";
  }

  RealtimeWorld world;
  const ProjectId project{Uuid{{1}}};
  const ThreadId thread{Uuid{{10}}};
  const User ann{project, "ann"};
  const Person mo{MemberId{Uuid{{5}}}, "Mo"};
  const TeamScope team{mo.id, {}};
  const Place place{thread, ann};
  Presence& presence = world.realtime->presence();
};

TEST_F(WhoIsThere, the_team_is_told_when_a_user_comes_and_goes_but_not_of_a_blink) {
  const auto member = open(team);
  auto user = open(ann);
  EXPECT_EQ(heard(*member, "presence"), (std::vector{thread_event(true, "")}));
  EXPECT_TRUE(presence.user_online(ann));
  gone(std::move(user), 1);
  world.advance(Seconds(9));
  user = open(ann);
  world.advance(Seconds(9));
  EXPECT_EQ(heard(*member, "presence").size(), 1U);
  gone(std::move(user), 1);
  world.advance(Seconds(10));
  EXPECT_EQ(heard(*member, "presence"), (std::vector{thread_event(true, ""), thread_event(false, "")}));
  EXPECT_FALSE(presence.user_online(ann));
}

TEST_F(WhoIsThere, users_are_told_when_somebody_of_the_team_comes_and_the_last_one_goes) {
  const auto user = open(ann);
  EXPECT_FALSE(presence.team_online(project));
  auto member = open(team);
  EXPECT_TRUE(presence.team_online(project));
  EXPECT_TRUE(presence.member_online(mo.id));
  auto second = open(team);
  gone(std::move(member), 2);
  world.advance(Seconds(30));
  EXPECT_EQ(heard(*user, "presence"), (std::vector<std::string>{R"({"team":{"online":true}})"}));
  gone(std::move(second), 1);
  world.advance(Seconds(10));
  EXPECT_EQ(heard(*user, "presence"), (std::vector<std::string>{R"({"team":{"online":true}})", R"({"team":{"online":false}})"}));
  EXPECT_FALSE(presence.team_online(project));
}

TEST_F(WhoIsThere, a_key_or_a_member_of_another_project_makes_nobody_present) {
  const auto user = open(ann);
  TeamScope key = team;
  key.is_person = false;
  const auto machine = open(key);
  const auto elsewhere = open(TeamScope{MemberId{Uuid{{8}}}, std::vector{ProjectId{Uuid{{9}}}}});
  EXPECT_TRUE(heard(*user, "presence").empty());
  EXPECT_FALSE(presence.team_online(project));
}

TEST_F(WhoIsThere, a_user_who_comes_back_learns_whether_the_team_is_there) {
  const auto member = open(team);
  const auto user = world.open(ann, world.cursor(ann, {}));
  EXPECT_EQ(heard(*user, "presence"), (std::vector<std::string>{R"({"team":{"online":true}})"}));
  EXPECT_EQ(user->events()[0].name, "ready");
}

TEST_F(WhoIsThere, mail_is_told_when_the_last_stream_ended) {
  const auto start = world.clock.now();
  EXPECT_EQ(presence.whereabouts(ann).left, start);
  EXPECT_FALSE(presence.whereabouts(ann).here);
  auto first = open(ann);
  auto second = open(ann);
  world.advance(Seconds(5));
  gone(std::move(first), 1);
  EXPECT_TRUE(presence.whereabouts(ann).here);
  EXPECT_TRUE(world.left.empty());
  world.advance(Seconds(5));
  gone(std::move(second), 0);
  EXPECT_FALSE(presence.whereabouts(ann).here);
  EXPECT_EQ(presence.whereabouts(ann).left, start + Seconds(10));
  ASSERT_EQ(world.left.size(), 1U);
  EXPECT_EQ(world.left[0].second, start + Seconds(10));
  world.advance(Seconds(60));
  EXPECT_EQ(presence.whereabouts(ann).left, start + Seconds(10));
  EXPECT_EQ(world.left.size(), 1U);
}

TEST_F(WhoIsThere, between_two_polls_a_user_is_still_here) {
  const auto start = world.clock.now();
  const auto asked = world.poll(ann, std::nullopt, 0);
  ASSERT_TRUE(world.until([&] { return asked->has_value(); }));
  EXPECT_TRUE(presence.whereabouts(ann).here);
  world.advance(Seconds(9));
  EXPECT_TRUE(presence.whereabouts(ann).here);
  EXPECT_TRUE(world.left.empty());
  world.advance(Seconds(1));
  EXPECT_FALSE(presence.whereabouts(ann).here);
  ASSERT_EQ(world.left.size(), 1U);
  EXPECT_EQ(world.left[0].second, start + Seconds(10));
}

TEST_F(WhoIsThere, those_who_left_long_ago_are_forgotten) {
  const auto start = world.clock.now();
  gone(open(ann), 0);
  world.advance(Seconds(10));
  world.advance(std::chrono::hours(1));
  EXPECT_EQ(presence.whereabouts(ann).left, start);
}

TEST_F(WhoIsThere, who_views_a_thread_is_told_on_every_change_and_fades_after_30_seconds) {
  const auto member = open(team);
  presence.member_is(place, mo, MemberState::viewing);
  presence.member_is(place, mo, MemberState::viewing);
  presence.member_is(place, mo, MemberState::replying);
  EXPECT_EQ(heard(*member, "presence"),
            (std::vector{thread_event(false, viewer("viewing")), thread_event(false, viewer("replying"))}));
  world.advance(Seconds(29));
  EXPECT_EQ(heard(*member, "presence").size(), 2U);
  world.advance(Seconds(1));
  EXPECT_EQ(heard(*member, "presence").back(), thread_event(false, ""));
  presence.member_is(place, mo, MemberState::gone);
  EXPECT_EQ(heard(*member, "presence").size(), 3U);
  presence.member_is(place, mo, MemberState::viewing);
  presence.member_is(place, mo, MemberState::gone);
  EXPECT_EQ(heard(*member, "presence").size(), 5U);
}

TEST_F(WhoIsThere, a_state_said_again_later_is_told_again_for_those_who_came_since) {
  presence.member_is(place, mo, MemberState::viewing);
  world.advance(Seconds(20));
  const auto member = open(team);
  presence.member_is(place, mo, MemberState::viewing);
  EXPECT_EQ(heard(*member, "presence"), (std::vector{thread_event(false, viewer("viewing"))}));
  world.advance(Seconds(20));
  EXPECT_EQ(heard(*member, "presence").size(), 1U);
}

TEST_F(WhoIsThere, typing_goes_to_the_other_side_and_not_more_than_every_2_seconds) {
  const auto member = open(team);
  const auto user = open(ann);
  for (int i = 0; i < 100; ++i) presence.user_types(place, "Ann");
  for (int i = 0; i < 100; ++i) presence.member_types(place, mo);
  const std::string id = to_string(thread);
  EXPECT_EQ(heard(*user, "typing"),
            (std::vector<std::string>{R"({"thread_id":")" + id + R"(","by":"team","expires_in":6,"name":"Mo"})"}));
  EXPECT_EQ(heard(*member, "typing"),
            (std::vector<std::string>{R"({"thread_id":")" + id + R"(","by":"user","expires_in":6,"name":"Ann"})",
                                      R"({"thread_id":")" + id + R"(","by":"team","expires_in":6,"name":"Mo","member_id":")" +
                                          to_string(mo.id) + "\"}"}));
  world.advance(Seconds(2));
  presence.user_types(place, std::nullopt);
  EXPECT_EQ(heard(*member, "typing").size(), 3U);
  EXPECT_TRUE(user->last_id() == user->events()[0].id);
}

TEST_F(WhoIsThere, the_states_a_member_may_name_are_these_three) {
  EXPECT_EQ(parse_member_state("viewing"), MemberState::viewing);
  EXPECT_EQ(parse_member_state("replying"), MemberState::replying);
  EXPECT_EQ(parse_member_state("gone"), MemberState::gone);
  EXPECT_FALSE(parse_member_state("Viewing"));
  EXPECT_FALSE(parse_member_state(""));
}

}  // namespace
}  // namespace seggwat::realtime
