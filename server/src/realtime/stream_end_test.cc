#include <gtest/gtest.h>

#include "realtime/event_stream.h"
#include "support/stream_fixture.h"

namespace seggwat::realtime {
namespace {

using testing::RealtimeWorld;
using testing::Stream;
using testing::StreamClient;
using Sees = RealtimeWorld::Sees;

TEST_F(Stream, nothing_written_for_a_minute_ends_it_and_a_byte_in_time_does_not) {
  const auto client = world.open(team);
  ASSERT_TRUE(hears(*client, "ready"));
  world.padding.assign(2'000, 'x');
  for (int i = 0; i < 2'000; ++i) world.post(ann);
  world.settle();
  world.advance(Seconds(50));
  EXPECT_EQ(world.realtime->open_streams(), 1U);
  ASSERT_TRUE(world.until([&] { return client->read(4'096) && client->text().size() > 300'000; }));
  world.settle();
  world.advance(Seconds(50));
  EXPECT_EQ(world.realtime->open_streams(), 1U);
  world.advance(Seconds(61));
  EXPECT_EQ(world.realtime->open_streams(), 0U);
}

TEST_F(Stream, an_idle_stream_hears_a_comment_at_least_every_20_seconds) {
  const auto client = world.open(ann);
  ASSERT_TRUE(hears(*client, "ready"));
  auto heard = client->text().size();
  for (int half_seconds = 0, quiet = 0; half_seconds < 400; ++half_seconds) {
    world.advance(Milliseconds(500));
    world.loop.poll();
    client->read();
    quiet = client->text().size() == heard ? quiet + 1 : 0;
    heard = client->text().size();
    ASSERT_LE(quiet, 40);
  }
  EXPECT_EQ(client->events().size(), 1U);
}

TEST_F(Stream, the_end_of_the_token_is_told_once_and_ends_the_stream) {
  const auto client = world.open(ann, {}, world.clock.now() + Seconds(60));
  ASSERT_TRUE(hears(*client, "ready"));
  world.clock.step(std::chrono::hours(1));
  world.advance(Seconds(59));
  EXPECT_EQ(world.realtime->open_streams(), 1U);
  world.advance(Seconds(1));
  ASSERT_TRUE(closes(*client));
  ASSERT_EQ(client->data_of("expired").size(), 1U);
  EXPECT_EQ(client->data_of("expired")[0], R"({"code":"token_expired"})");
  EXPECT_EQ(world.realtime->open_streams(), 0U);
}

TEST_F(Stream, a_step_of_the_wall_clock_breaks_no_stream) {
  const auto client = world.open(ann);
  const auto member = world.open(team);
  ASSERT_TRUE(hears(*client, "ready"));
  ASSERT_TRUE(hears(*member, "ready"));
  std::size_t said = 0;
  for (const auto step :
       {std::chrono::hours(1), std::chrono::hours(-2), std::chrono::hours(24 * 400), std::chrono::hours(-24 * 800)}) {
    world.clock.step(step);
    world.advance(Seconds(1));
    world.post(ann);
    ++said;
    ASSERT_TRUE(hears(*client, said));
    ASSERT_TRUE(hears(*member, said));
  }
  EXPECT_EQ(world.realtime->open_streams(), 2U);
}

TEST_F(Stream, whoever_lost_the_right_is_told_why_and_let_go) {
  const auto blocked = world.open(ann);
  const auto untouched = world.open(bob);
  const auto moved = world.open(team);
  for (auto* client : {blocked.get(), untouched.get(), moved.get()}) ASSERT_TRUE(hears(*client, "ready"));
  world.realtime->end_streams(ann, "signed_out");
  world.realtime->end_team_streams([&](const TeamScope& scope) { return scope.member == team.member; }, std::nullopt);
  ASSERT_TRUE(closes(*blocked) && closes(*moved));
  EXPECT_EQ(blocked->data_of("expired"), (std::vector<std::string>{R"({"code":"signed_out"})"}));
  EXPECT_TRUE(moved->data_of("expired").empty());
  EXPECT_EQ(world.realtime->open_streams(), 1U);
  world.realtime->end_user_streams([&](const User& user) { return user.project == other; }, "token_revoked");
  ASSERT_TRUE(closes(*untouched));
}

TEST_F(Stream, a_revoked_secret_ends_only_what_it_opened) {
  auto by_old = ann, by_new = ann;
  by_old.credential.bytes.fill(1);
  by_new.credential.bytes.fill(2);
  const auto old_tab = world.open(by_old);
  const auto new_tab = world.open(by_new);
  for (auto* client : {old_tab.get(), new_tab.get()}) ASSERT_TRUE(hears(*client, "ready"));
  EXPECT_EQ(world.realtime->open_streams_of(ann), 2U) << "one user, whatever secret signed";
  world.realtime->end_user_streams([&](const User& user) { return user.credential == by_old.credential; }, "token_revoked");
  ASSERT_TRUE(closes(*old_tab));
  EXPECT_EQ(old_tab->data_of("expired"), (std::vector<std::string>{R"({"code":"token_revoked"})"}));
  EXPECT_EQ(world.realtime->open_streams_of(ann), 1U);
}

TEST_F(Stream, one_that_takes_nothing_is_cut_off_soon_after_its_end) {
  const auto client = world.open(team);
  ASSERT_TRUE(hears(*client, "ready"));
  world.padding.assign(2'000, 'x');
  for (int i = 0; i < 2'000; ++i) world.post(ann);
  world.settle();
  world.realtime->end_team_streams([](const TeamScope&) { return true; }, "signed_out");
  EXPECT_EQ(world.realtime->open_streams(), 1U);
  world.advance(Seconds(4));
  EXPECT_EQ(world.realtime->open_streams(), 0U);
}

TEST_F(Stream, half_a_close_leaves_it_open_and_costs_no_turns_of_the_loop) {
  const auto client = world.open(ann);
  ASSERT_TRUE(hears(*client, "ready"));
  client->socket().shutdown(boost::asio::socket_base::shutdown_send);
  world.settle();
  world.loop.restart();
  EXPECT_EQ(world.loop.poll(), 0U);
  world.post(ann);
  ASSERT_TRUE(hears(*client, 1));
  EXPECT_EQ(world.realtime->open_streams(), 1U);
}

TEST_F(Stream, a_peer_that_went_away_is_noticed_without_waiting_for_an_event) {
  auto client = world.open(ann);
  ASSERT_TRUE(hears(*client, "ready"));
  client.reset();
  EXPECT_TRUE(world.until([&] { return world.realtime->open_streams() == 0; }));
  EXPECT_EQ(world.left.size(), 1U);
}

TEST_F(Stream, a_client_that_keeps_talking_is_cut_off) {
  const auto client = world.open(ann);
  ASSERT_TRUE(hears(*client, "ready"));
  const std::string chatter(1'000, 'x');
  std::size_t sent = 0;
  EXPECT_TRUE(world.until([&] {
    boost::system::error_code error;
    sent += client->socket().write_some(boost::asio::buffer(chatter), error);
    return world.realtime->open_streams() == 0;
  }));
  EXPECT_GT(sent, 60'000U);
}

TEST_F(Stream, a_members_message_counts_as_delivered_once_it_is_written_to_the_user) {
  const auto client = world.open(ann);
  const auto member = world.open(team);
  ASSERT_TRUE(hears(*client, "ready") && hears(*member, "ready"));
  EXPECT_TRUE(world.delivered.empty());
  world.post(ann);
  EXPECT_TRUE(world.delivered.empty());
  world.settle();
  EXPECT_EQ(world.delivered, (std::vector{std::pair{world.threads["ann"], std::int64_t{1}}}));
  world.post(ann, Sees::team);
  world.settle();
  EXPECT_EQ(world.delivered.size(), 1U);
}

TEST_F(Stream, what_one_turn_of_the_loop_brings_is_written_after_it_whole_and_in_order) {
  const auto client = world.open(ann);
  ASSERT_TRUE(hears(*client, "ready"));
  for (int i = 0; i < 150; ++i) world.post(ann);
  client->read();
  EXPECT_TRUE(client->data_of("message").empty());
  ASSERT_TRUE(hears(*client, 150));
  EXPECT_EQ(client->data_of("message"), RealtimeWorld::numbers(1, 150));
}

TEST_F(Stream, the_caps_count_each_user_and_each_member) {
  std::vector<std::unique_ptr<StreamClient>> clients;
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(world.realtime->admit(ann));
    clients.push_back(world.open(ann));
  }
  ASSERT_FALSE(world.realtime->admit(ann));
  EXPECT_EQ(world.realtime->admit(ann).error().kind, ErrorKind::rate_limited);
  EXPECT_TRUE(world.realtime->admit(bob));
  for (int i = 0; i < 20; ++i) clients.push_back(world.open(team));
  EXPECT_EQ(world.realtime->admit(team).error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(world.realtime->open_streams_of(team.member), 20U);
  clients.clear();
  ASSERT_TRUE(world.until([&] { return world.realtime->open_streams() == 0; }));
  EXPECT_TRUE(world.realtime->admit(ann));
}

TEST(StreamLimits, the_total_cap_is_unavailable_for_now) {
  RealtimeWorld world({10, 20, 1});
  const User ann{ProjectId{Uuid{{1}}}, "ann"};
  const auto client = world.open(ann);
  EXPECT_EQ(world.realtime->admit(ann).error().kind, ErrorKind::unavailable);
}

TEST_F(Stream, the_end_of_the_program_tells_everybody_when_to_come_back) {
  const auto client = world.open(ann);
  const auto stuck = world.open(team);
  ASSERT_TRUE(hears(*client, "ready") && hears(*stuck, "ready"));
  world.padding.assign(2'000, 'x');
  for (int i = 0; i < 2'000; ++i) world.post(ann, Sees::team);
  world.settle();
  const auto before = client->text().size();
  bool done = false;
  world.realtime->shutdown([&] { done = true; });
  EXPECT_EQ(world.realtime->admit(ann).error().kind, ErrorKind::unavailable);
  ASSERT_TRUE(closes(*client));
  EXPECT_TRUE(client->text().substr(before).starts_with("retry: "));
  EXPECT_FALSE(done);
  world.advance(Seconds(2));
  EXPECT_TRUE(done);
  EXPECT_EQ(world.realtime->open_streams(), 0U);
}

}  // namespace
}  // namespace seggwat::realtime
