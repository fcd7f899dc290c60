#include <gtest/gtest.h>

#include "http/client.h"
#include "http/tiny_server.h"

namespace seggwat::testing {
namespace {

TEST(Answering, a_request_is_answered_and_the_connection_kept) {
  TinyServer server;
  Client client(server.port());
  for (int i = 0; i < 3; ++i) {
    client.send("GET /hello?a=b HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_TRUE(answer->body.starts_with("GET /hello?a=b 127.0.0.1\nHost=x")) << answer->body;
    EXPECT_EQ(answer->header("X-Finished"), "yes");
    EXPECT_EQ(answer->header("Connection"), "");
  }
}

TEST(Answering, plans_go_through_every_lane) {
  TinyServer server;
  Client client(server.port());
  client.send("POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_EQ(client.read()->body, "stored 5");
  client.send("GET /three HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read()->body, "stored 5");
  client.send("GET /notes HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read()->body, "2");
}

TEST(Answering, a_refused_write_is_an_error_and_leaves_nothing) {
  TinyServer server;
  Client client(server.port());
  client.send("POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\nrefused");
  const auto answer = client.read();
  EXPECT_EQ(answer->status, 400);
  EXPECT_EQ(answer->body, R"({"error":"refused","message":"This note is refused."})");
  EXPECT_EQ(server.stored(), 0);
}

TEST(Answering, a_handler_that_throws_is_a_500_and_the_server_lives_on) {
  TinyServer server;
  Client client(server.port());
  client.send("GET /throws HTTP/1.1\r\nHost: x\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto answer = client.read();
  EXPECT_EQ(answer->status, 500);
  EXPECT_FALSE(answer->body.contains("purpose"));
  EXPECT_EQ(client.read()->status, 200);
}

TEST(Answering, head_has_the_headers_of_get_and_no_body) {
  TinyServer server;
  Client client(server.port());
  client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto head = client.read(true);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->header("Content-Length"), std::to_string(std::string("HEAD /a? 127.0.0.1\nHost=x\n\n").size()));
  EXPECT_TRUE(client.read()->body.starts_with("GET /b"));
}

TEST(Answering, connection_close_is_obeyed) {
  TinyServer server;
  Client client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto answer = client.read();
  EXPECT_EQ(answer->header("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST(Answering, http_1_0_closes_unless_it_asks_to_stay) {
  TinyServer server;
  Client leaving(server.port());
  leaving.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(leaving.read()->status, 200);
  EXPECT_TRUE(leaving.is_closed());
  Client staying(server.port());
  for (int i = 0; i < 2; ++i) {
    staying.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(staying.read()->header("Connection"), "keep-alive");
  }
}

TEST(Answering, a_large_answer_arrives_whole) {
  TinyServer server;
  Client client(server.port());
  client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read()->body, std::string(4 * 1024 * 1024, 'x'));
  EXPECT_EQ(client.read()->status, 200);
}

TEST(Answering, a_late_answer_comes_when_it_is_given) {
  TinyServer server;
  Client client(server.port());
  client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /later HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.read()->body.starts_with("GET /a"));
  ASSERT_TRUE(server.wait_until([&] { return server.service.waiting() == 1; }));
  server.on_loop([&] { server.service.let_go(); });
  EXPECT_EQ(client.read()->body, "late");
}

TEST(Answering, a_client_that_leaves_while_its_plan_runs_harms_nothing) {
  TinyServer server;
  {
    Client client(server.port());
    client.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(server.wait_until([&] { return server.service.waiting() == 1; }));
    client.reset();
  }
  server.on_loop([&] { server.service.let_go(); });
  Client other(server.port());
  other.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(other.read()->status, 200);
}

TEST(Answering, a_plan_without_an_answer_is_a_503_in_the_end_and_its_late_answer_is_dropped) {
  TinyServer server;
  Client client(server.port());
  client.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(server.wait_until([&] { return server.service.waiting() == 1; }));
  client.tick_until_readable(100, [&] { server.clock.advance(std::chrono::seconds(10)); });
  EXPECT_EQ(client.read()->status, 503);
  server.on_loop([&] { server.service.let_go(); });
  EXPECT_TRUE(client.is_closed());
}

TEST(Answering, a_taken_socket_is_no_longer_a_connection_of_ours) {
  TinyServer server;
  Client client(server.port());
  client.send("GET /take HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.read_to_end().ends_with("taken"));
  EXPECT_EQ(server.service.taken(), 1U);
  EXPECT_EQ(server.connections(), 0U);
}

TEST(Answering, a_header_of_an_answer_cannot_be_split) {
  TinyServer server;
  Client client(server.port());
  client.send("GET /split HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto answer = client.read();
  EXPECT_EQ(answer->header("X-Echo"), "a  X-Evil: 1");
  EXPECT_EQ(answer->header("X-Evil"), "");
}

}  // namespace
}  // namespace seggwat::testing
