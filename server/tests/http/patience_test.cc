#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <memory>
#include <vector>

#include "http/client.h"
#include "http/tiny_server.h"

namespace seggwat::testing {
namespace {

using std::chrono::seconds;

const std::string kGood = "GET /good HTTP/1.1\r\nHost: x\r\n\r\n";

// Seconds that pass, at most, until the server answers or closes. A few more than its deadline may pass before it has read what was
// sent, never fewer.
int seconds_until_readable(TinyServer& server, Client& client) {
  return client.tick_until_readable(400, [&] { server.clock.advance(seconds(1)); });
}

TEST(Patience, a_client_that_says_nothing_is_dropped_after_ten_seconds) {
  TinyServer server;
  Client client(server.port());
  EXPECT_GE(seconds_until_readable(server, client), 10);
  EXPECT_TRUE(client.is_closed());
}

TEST(Patience, headers_that_do_not_end_are_answered_408) {
  TinyServer server;
  Client client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: x\r\nX-A: ");
  const int ticks = client.tick_until_readable(100, [&] {
    server.clock.advance(seconds(1));
    client.send("a");
  });
  EXPECT_GE(ticks, 10);
  const auto answer = client.read();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 408);
  EXPECT_EQ(answer->header("Connection"), "close");
}

TEST(Patience, a_body_that_trickles_is_answered_408_and_not_stored) {
  TinyServer server;
  Client client(server.port());
  client.send("POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
  const int ticks = client.tick_until_readable(100, [&] {
    server.clock.advance(seconds(1));
    client.send("a");
  });
  EXPECT_GE(ticks, 10);
  EXPECT_EQ(client.read()->status, 408);
  EXPECT_EQ(server.stored(), 0);
}

TEST(Patience, a_body_at_a_fair_rate_may_take_its_time) {
  TinyServer server;
  Client client(server.port());
  client.send("POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n");
  for (int i = 0; i < 30; ++i) {
    client.send(std::string(2000, 'a'));
    server.on_loop([] {});
    server.clock.advance(seconds(1));
  }
  EXPECT_EQ(client.read()->body, "stored 60000");
}

TEST(Patience, a_body_that_comes_to_a_stand_is_answered_408_however_fast_it_came) {
  TinyServer server;
  Client client(server.port());
  client.send("POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: 60001\r\n\r\n" + std::string(60'000, 'a'));
  ASSERT_TRUE(server.wait_until([&] { return server.body_bytes() == 60'000; }));
  const int ticks = seconds_until_readable(server, client);
  EXPECT_GE(ticks, 30);
  EXPECT_LT(ticks, 68) << "the time that 60,000 bytes may take";
  EXPECT_EQ(client.read()->status, 408);
  EXPECT_EQ(server.stored(), 0);
}

TEST(Patience, an_idle_connection_is_closed_after_a_minute) {
  TinyServer server;
  Client client(server.port());
  client.send(kGood);
  EXPECT_EQ(client.read()->status, 200);
  EXPECT_GE(seconds_until_readable(server, client), 59);
  EXPECT_TRUE(client.is_closed());
}

TEST(Patience, who_does_not_read_an_answer_is_dropped) {
  TinyServer server;
  Client client(server.port());
  for (int i = 0; i < 20; ++i) client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(server.wait_until([&] { return server.service.answered() > 0; }));
  EXPECT_TRUE(server.wait_until([&] {
    server.clock.advance(seconds(60));
    return server.open_connections() == 0;
  }));
  EXPECT_LT(server.service.answered(), 20U);
}

TEST(Crowds, who_comes_over_the_limit_is_told_so) {
  http::Options options;
  options.max_connections = 2;
  TinyServer server(options);
  Client first(server.port());
  Client second(server.port());
  for (auto* client : {&first, &second}) {
    client->send(kGood);
    EXPECT_EQ(client->read()->status, 200);
  }
  {
    Client third(server.port());
    third.send(kGood);
    const auto answer = third.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 503);
    EXPECT_EQ(answer->header("Retry-After"), "5");
    third.finish_sending();
    EXPECT_TRUE(third.is_closed());
  }
  first.reset();
  ASSERT_TRUE(server.wait_until([&] { return server.open_connections() < 2; }));
  Client fourth(server.port());
  fourth.send(kGood);
  EXPECT_EQ(fourth.read()->status, 200);
}

TEST(Crowds, bodies_that_together_need_too_much_memory_are_refused) {
  http::Options options;
  options.max_body_bytes = 50'000;
  TinyServer server(options);
  const std::string request = "POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: 40000\r\n\r\n";
  Client first(server.port());
  first.send(request + std::string(39'999, 'a'));
  ASSERT_TRUE(server.wait_until([&] { return server.body_bytes() == 39'999; }));
  {
    Client second(server.port());
    second.send(request + std::string(39'999, 'a'));
    second.finish_sending();
    const auto answer = second.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 503);
    EXPECT_EQ(answer->header("Retry-After"), "5");
  }
  first.send("a");
  EXPECT_EQ(first.read()->body, "stored 40000");
  first.send(request + std::string(40'000, 'a'));
  EXPECT_EQ(first.read()->body, "stored 40000");
}

TEST(Crowds, without_file_descriptors_accepting_pauses_and_goes_on_by_itself) {
  http::Options options;
  options.accept_pause = std::chrono::milliseconds(5);
  TinyServer server(options);
  {
    Client early(server.port());  // by its answer every file of the server itself is open
    early.send("GET /notes HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(early.read()->status, 200);
    EXPECT_TRUE(early.is_closed());
  }
  ASSERT_TRUE(server.wait_until([&] { return server.open_connections() == 0; }));
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  const rlimit few{128, before.rlim_max};
  setrlimit(RLIMIT_NOFILE, &few);
  std::vector<int> fillers;
  for (int fd = ::dup(0); fd >= 0; fd = ::dup(0)) fillers.push_back(fd);
  ::close(fillers.back());
  fillers.pop_back();
  Client client(server.port());
  client.send(kGood);
  const int ticks = client.tick_until_readable(20, [] {});
  for (const int fd : fillers) ::close(fd);
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_EQ(ticks, 20);
  EXPECT_EQ(client.read()->status, 200);
}

TEST(Shutdown, idle_connections_close_and_requests_under_way_are_answered) {
  TinyServer server;
  Client idle(server.port());
  idle.send(kGood);
  EXPECT_EQ(idle.read()->status, 200);
  Client busy(server.port());
  busy.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(server.wait_until([&] { return server.service.waiting() == 1; }));
  server.stop();
  EXPECT_TRUE(idle.is_closed());
  EXPECT_FALSE(server.stopped());
  server.on_loop([&] { server.service.let_go(); });
  const auto answer = busy.read();
  EXPECT_EQ(answer->body, "late");
  EXPECT_EQ(answer->header("Connection"), "close");
  busy.finish_sending();
  EXPECT_TRUE(server.wait_until([&] { return server.stopped(); }));
  EXPECT_THROW(Client(server.port()), std::runtime_error);
}

TEST(Shutdown, who_does_not_come_to_an_end_in_five_seconds_is_cut_off) {
  TinyServer server;
  Client busy(server.port());
  busy.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(server.wait_until([&] { return server.service.waiting() == 1; }));
  server.stop();
  server.clock.advance(seconds(5));
  EXPECT_TRUE(server.wait_until([&] { return server.stopped(); }));
  EXPECT_TRUE(busy.is_closed());
}

}  // namespace
}  // namespace seggwat::testing
