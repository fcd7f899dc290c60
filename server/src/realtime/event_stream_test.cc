#include "realtime/event_stream.h"

#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <random>

#include "journal/journal_store.h"
#include "support/stream_fixture.h"

namespace seggwat::realtime {
namespace {

using testing::RealtimeWorld;
using testing::Stream;
using testing::StreamClient;
using Sees = RealtimeWorld::Sees;

// Has the end of what was read this message in it? For long texts.
bool has_come_to(const StreamClient& client, int no) {
  const auto& text = client.text();
  return text.find("{\"no\":" + std::to_string(no) + ",", text.size() - std::min<std::size_t>(text.size(), 5'000)) !=
         std::string::npos;
}

TEST_F(Stream, begins_with_its_headers_a_retry_time_and_ready) {
  const auto last = world.commit(ann);
  const auto client = world.open(ann);
  ASSERT_TRUE(hears(*client, "ready"));
  EXPECT_TRUE(client->head().starts_with("HTTP/1.1 200 OK\r\n"));
  for (const auto* line : {"\r\nContent-Type: text/event-stream", "\r\nCache-Control: no-store", "\r\nX-Accel-Buffering: no",
                           "\r\nAccess-Control-Allow-Origin: https://site.example"}) {
    EXPECT_NE(client->head().find(line), std::string::npos) << line;
  }
  EXPECT_EQ(client->head().find("Content-Length"), std::string::npos);
  EXPECT_NE(client->text().find("\r\n\r\nretry: "), std::string::npos);
  const auto events = client->events();
  ASSERT_EQ(events.size(), 1U);
  const auto head = world.cursor(ann, {1, last.check});
  EXPECT_EQ(events[0].id, head);
  EXPECT_EQ(events[0].data, R"({"cursor":")" + head + R"(","unread":3})");
}

TEST_F(Stream, a_user_without_a_thread_is_live_and_hears_their_first_event) {
  world.threads.erase("ann");
  const auto client = world.open(ann);
  ASSERT_TRUE(hears(*client, "ready"));
  EXPECT_EQ(client->last_id(), world.cursor(ann, {}));
  world.threads["ann"] = ThreadId{Uuid{{10}}};
  world.post(ann);
  ASSERT_TRUE(hears(*client, 1));
  const auto again = world.open(ann, world.cursor(ann, {}));
  ASSERT_TRUE(hears(*again, 1));
  EXPECT_EQ(again->events()[0].name, "ready");
}

TEST_F(Stream, resumes_exactly_after_every_cursor) {
  std::vector<journal::Record> mine;
  for (int i = 0; i < 25; ++i) {
    mine.push_back(world.commit(ann));
    world.commit(bob);
    world.commit(ann, Sees::team);
  }
  for (std::size_t at = 0; at <= mine.size(); ++at) {
    const auto cursor = at == 0 ? world.cursor(ann, {}) : world.cursor(ann, {static_cast<std::int64_t>(at), mine[at - 1].check});
    const auto client = world.open(ann, cursor);
    ASSERT_TRUE(hears(*client, mine.size() - at) && hears(*client, "ready"));
    EXPECT_EQ(client->events()[0].name, "ready");
    EXPECT_EQ(client->events()[0].id, cursor);
    std::vector<std::string> expected;
    for (auto i = at; i < mine.size(); ++i) expected.push_back("{\"no\":" + std::to_string(mine[i].no) + "}");
    EXPECT_EQ(client->data_of("message"), expected) << at;
  }
  const auto everything = journal::read_after(*world.database, 0, 100);
  for (std::size_t at = 0; at <= everything.size(); at += 9) {
    const auto from = at == 0 ? journal::Position{} : journal::Position{everything[at - 1].no, everything[at - 1].check};
    const auto client = world.open(team, world.cursor(from));
    ASSERT_TRUE(hears(*client, everything.size() - at) && hears(*client, "ready"));
    EXPECT_EQ(client->data_of("message"), RealtimeWorld::numbers(from.no + 1, 75));
  }
}

TEST_F(Stream, a_refused_cursor_is_answered_by_reset_with_the_head_and_nothing_else) {
  const auto first = world.commit(ann);
  const auto theirs = world.commit(bob);
  const std::string refused[] = {"",
                                 "abc",
                                 "-1",
                                 "0",
                                 "99999999999999999999",
                                 "1\n2",
                                 "1 OR 1=1",
                                 "\xC3\xA9",
                                 world.cursor(bob, {1, theirs.check}),
                                 world.cursor({journal::Position{1, first.check}}),
                                 world.cursor(ann, {1, first.check ^ 1}),
                                 world.cursor(ann, {2, first.check}),
                                 world.cursor(ann, {0, 1})};
  for (const auto& cursor : refused) {
    const auto client = world.open(ann, cursor);
    ASSERT_TRUE(hears(*client, "reset")) << cursor;
    world.settle();
    client->read();
    const auto head = world.cursor(ann, {1, first.check});
    EXPECT_EQ(client->events()[0].id, head);
    EXPECT_EQ(client->events()[0].data, R"({"cursor":")" + head + R"(","unread":3})");
    EXPECT_TRUE(client->data_of("message").empty());
    EXPECT_TRUE(client->data_of("ready").empty());
  }
}

TEST_F(Stream, joining_while_events_are_committed_leaves_no_gap_and_no_double) {
  world.commit_many(ann, 700);
  const auto client = world.open(ann, world.cursor(ann, {}));
  const auto member = world.open(team, world.cursor(journal::Position{}));
  std::vector<journal::Record> held_back;
  int posted = 0;
  ASSERT_TRUE(world.until([&] {
    client->read(3000);
    member->read(3000);
    // Committed before it is published: a page may have it first.
    if (posted < 150) held_back.push_back(world.commit(ann));
    if (posted < 150) ++posted;
    if (posted % 3 == 0 || posted == 150) {
      for (const auto& record : held_back) world.realtime->publish(world.published(ann, record));
      held_back.clear();
    }
    return client->data_of("message").size() >= 850 && member->data_of("message").size() >= 850;
  }));
  EXPECT_EQ(client->data_of("message"), RealtimeWorld::numbers(1, 850));
  EXPECT_EQ(member->data_of("message"), RealtimeWorld::numbers(1, 850));
}

TEST_F(Stream, connections_cut_at_random_lose_nothing_and_repeat_nothing) {
  std::mt19937 dice(7);
  std::vector<std::string> heard;
  std::string cursor = world.cursor(ann, {});
  int posted = 0;
  while (heard.size() < 300) {
    const auto client = world.open(ann, cursor);
    const auto turns = dice() % 40;
    for (unsigned turn = 0; turn < turns; ++turn) {
      for (unsigned i = dice() % 4; i > 0 && posted < 300; --i, ++posted) world.post(ann);
      world.loop.restart();
      world.loop.run_one_for(std::chrono::milliseconds(1));
      client->read(1 + dice() % 200);
    }
    for (const auto& event : client->events()) {
      if (event.name == "message") heard.push_back(event.data);
      if (!event.id.empty()) cursor = event.id;
    }
  }
  EXPECT_EQ(heard, RealtimeWorld::numbers(1, 300));
}

TEST_F(Stream, what_was_committed_but_not_published_is_found_with_the_next_event) {
  const auto client = world.open(ann);
  const auto member = world.open(team);
  ASSERT_TRUE(hears(*client, "ready") && hears(*member, "ready"));
  world.commit(ann);
  world.commit(bob);
  world.post(ann);
  ASSERT_TRUE(hears(*client, 2) && hears(*member, 3));
  EXPECT_EQ(client->data_of("message"), (std::vector<std::string>{"{\"no\":1}", "{\"no\":3}"}));
  EXPECT_EQ(member->data_of("message"), RealtimeWorld::numbers(1, 3));
}

TEST_F(Stream, an_event_is_rendered_once_a_side_and_only_when_somebody_listens) {
  world.post(ann);
  EXPECT_EQ(world.rendered, 0);
  std::vector<std::unique_ptr<StreamClient>> clients;
  for (int i = 0; i < 5; ++i) clients.push_back(world.open(ann));
  for (int i = 0; i < 20; ++i) clients.push_back(world.open(team));
  for (const auto& client : clients) ASSERT_TRUE(hears(*client, "ready"));
  for (int i = 0; i < 50; ++i) world.post(ann);
  for (const auto& client : clients) {
    ASSERT_TRUE(hears(*client, 50));
    EXPECT_EQ(client->data_of("message"), RealtimeWorld::numbers(2, 51));
  }
  EXPECT_EQ(world.rendered, 100);
}

TEST_F(Stream, a_member_hears_only_their_projects_and_only_their_own_mentions) {
  const TeamScope narrow{MemberId{Uuid{{6}}}, std::vector{project}};
  const auto client = world.open(narrow);
  const auto wide = world.open(team);
  ASSERT_TRUE(hears(*client, "ready") && hears(*wide, "ready"));
  world.post(bob);
  auto mention = world.published(ann, world.commit(ann, Sees::team));
  mention.only_for = team.member;
  world.realtime->publish(mention);
  world.post(ann);
  ASSERT_TRUE(hears(*client, 1) && hears(*wide, 3));
  EXPECT_EQ(client->data_of("message"), RealtimeWorld::numbers(3, 3));
  EXPECT_EQ(wide->data_of("message"), RealtimeWorld::numbers(1, 3));
  const auto resumed = world.open(narrow, world.cursor(journal::Position{}));
  ASSERT_TRUE(hears(*resumed, 2));
  EXPECT_EQ(resumed->data_of("message"), RealtimeWorld::numbers(2, 3));
}

TEST_F(Stream, a_slow_reader_costs_bounded_memory_and_is_caught_up_later) {
  const auto client = world.open(team);
  ASSERT_TRUE(hears(*client, "ready"));
  world.padding.assign(2'000, 'x');
  const auto before = mallinfo2().uordblks;
  for (int i = 0; i < 10'000; ++i) world.post(ann);
  world.settle();
  EXPECT_LT(mallinfo2().uordblks, before + 2'000'000);
  ASSERT_TRUE(world.until([&] {
    while (client->read()) {
    }
    return has_come_to(*client, 10000);
  }));
  world.settle();
  client->read();
  EXPECT_EQ(client->data_of("message").size(), 10'000U);
  std::vector<std::string> expected = RealtimeWorld::numbers(1, 10'000);
  for (auto& one : expected) one.pop_back();
  EXPECT_EQ(client->data_of("message"), expected);
}

TEST_F(Stream, a_reader_far_behind_is_served_in_pages_that_wait_for_it) {
  world.padding.assign(2'000, 'x');
  world.commit_many(ann, 3'000);
  const auto client = world.open(ann, world.cursor(ann, {}));
  world.settle();
  EXPECT_LT(world.rendered, 300);
  ASSERT_TRUE(world.until([&] {
    while (client->read()) {
    }
    return has_come_to(*client, 3000);
  }));
  EXPECT_EQ(client->data_of("message").size(), 3'000U);
}

TEST_F(Stream, an_event_larger_than_the_queue_arrives_whole) {
  const auto client = world.open(ann);
  ASSERT_TRUE(hears(*client, "ready"));
  world.padding.assign(400'000, 'x');
  for (int i = 0; i < 4; ++i) world.post(ann);
  ASSERT_TRUE(hears(*client, 4));
  for (const auto& event : client->events()) {
    EXPECT_TRUE(event.name != "message" || event.data.size() > 400'000U);
  }
  EXPECT_EQ(client->data_of("message").size(), 4U);
}

}  // namespace
}  // namespace seggwat::realtime
