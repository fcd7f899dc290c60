// What strangers may send instead of HTTP, as literal bytes over real sockets, and the answer each gets. The framing rules are
// those of RFC 9112, the others of RFC 9110.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "http/client.h"
#include "http/tiny_server.h"

namespace seggwat::testing {
namespace {

using namespace std::string_literals;

const std::string kGood = "GET /good HTTP/1.1\r\nHost: x\r\n\r\n";

std::string post(const std::string& fields, const std::string& body = "") {
  return "POST /notes HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n" + body;
}

class Parsing : public ::testing::Test {
 protected:
  // `bytes`, then a good request: the first is refused with `status`, the second never answered, nothing is stored.
  void expect_refused(const std::string& bytes, int status) {
    Client client(server.port());
    client.send(bytes + kGood);
    const auto answer = client.read();
    ASSERT_TRUE(answer) << bytes.substr(0, 200);
    EXPECT_EQ(answer->status, status) << bytes.substr(0, 200);
    EXPECT_EQ(answer->header("Connection"), "close");
    EXPECT_EQ(answer->header("X-Finished"), "yes");
    EXPECT_TRUE(answer->body.starts_with(R"({"error":")")) << answer->body;
    client.finish_sending();
    EXPECT_TRUE(client.is_closed());
    EXPECT_EQ(server.stored(), 0);
  }
  void expect_stored(const std::string& bytes, const std::string& told) {
    Client client(server.port());
    client.send(bytes + kGood);
    EXPECT_EQ(client.read()->body, told) << bytes;
    EXPECT_TRUE(client.read()->body.starts_with("GET /good")) << bytes;
  }

  TinyServer server;
};

TEST_F(Parsing, h1_two_ways_to_say_how_long_the_body_is) {
  expect_refused(post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400);
  expect_refused(post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400);
  expect_refused(post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"), 400);
  for (const std::string length :
       {"5, 5", "+5", "-1", "0x5", "5_0", "010", "", "5 5", "18446744073709551616", "123456789012345678901234567890"}) {
    expect_refused(post("Content-Length: " + length + "\r\n", "hello"), 400);
  }
}

TEST_F(Parsing, h2_other_transfer_encodings) {
  for (const auto* coding : {"identity", "gzip", "chunked, gzip", "chunked, chunked", "xchunked",
                             "\xa0"
                             "chunked"}) {
    expect_refused(post("Transfer-Encoding: "s + coding + "\r\n", "0\r\n\r\n"), 501);
  }
  expect_refused(post("Transfer-Encoding: chunked\x0b\r\n", "0\r\n\r\n"), 400);
  expect_refused(post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400);
  expect_stored(post("Transfer-Encoding: Chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"), "stored 5");
}

TEST_F(Parsing, h3_chunks_in_http_1_0) {
  expect_refused("POST /notes HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 400);
}

TEST_F(Parsing, h4_chunk_sizes) {
  const std::string fields = "Transfer-Encoding: chunked\r\n";
  for (const std::string size : {"", "0x5", "+5", "-0", "5_", "5;", " 5", "5 ", "00000000000000005", "FFFFFFFFFFFFFFFF"}) {
    expect_refused(post(fields, size + "\r\nhello\r\n0\r\n\r\n"), 400);
  }
  expect_refused(post(fields, "5;a=" + std::string(5000, 'b') + "\r\nhello\r\n0\r\n\r\n"), 400);
  expect_stored(post(fields, "5;a=b\r\nhello\r\n0\r\n\r\n"), "stored 5");
}

TEST_F(Parsing, h5_chunk_ends_and_trailers) {
  const std::string fields = "Transfer-Encoding: chunked\r\n";
  for (const std::string body :
       {"5\r\nhelloX0\r\n\r\n", "5\nhello\r\n0\r\n\r\n", "5\rhello\r\n0\r\n\r\n", "5\r\nhello\n0\r\n\r\n"}) {
    expect_refused(post(fields, body), 400);
  }
  expect_refused(post(fields, "5\r\nhello\r\n0\r\nContent-Length: 9\r\n\r\n"), 400);
  expect_stored(post(fields, "5\r\nhello\r\n0\r\nHost: y\r\nAuthorization: z\r\n\r\n"), "stored 5");
}

TEST_F(Parsing, h5_trailers_are_not_headers) {
  Client client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nAuthorization: z\r\n\r\n");
  EXPECT_FALSE(client.read()->body.contains("Authorization"));
}

TEST_F(Parsing, h6_line_ends_and_control_characters) {
  expect_refused("GET / HTTP/1.1\nHost: x\n\n", 400);
  expect_refused("GET / HTTP/1.1\r\nHost: x\n\r\n", 400);
  expect_refused("GET / HTTP/1.1\r\nHost: x\r\nX-A: a\rb\r\n\r\n", 400);
  expect_refused("GET / HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n"s, 400);
  expect_refused("GET / HTTP/1.1\r\nHost: x\r\nX-A: a\x01\r\n\r\n", 400);
  expect_refused("GET / HTTP/1.1\r\nHost: x\r\nX-\x80: a\r\n\r\n", 400);
}

TEST_F(Parsing, h7_header_lines) {
  for (const std::string line : {"X-A: a\r\n b", "X-A : a", ": a", "no colon"}) expect_refused(post(line + "\r\n"), 400);
  expect_refused("GET / HTTP/1.1\r\n Host: x\r\n\r\n", 400);
}

TEST_F(Parsing, h8_hosts) {
  expect_refused("GET / HTTP/1.1\r\n\r\n", 400);
  expect_refused("GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n", 400);
  for (const std::string host : {"a, b", "a@b", "a/b"}) expect_refused("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n", 400);
  expect_refused("GET http://other/ HTTP/1.1\r\nHost: x\r\n\r\n", 400);
}

TEST_F(Parsing, h9_versions) {
  for (const std::string version : {"HTTP/1.2", "HTTP/1.9", "HTTP/2.0", "HTTP/9.9"}) {
    expect_refused("GET / " + version + "\r\nHost: x\r\n\r\n", 505);
  }
  expect_refused("GET / HTTP/4294967295.255\r\nHost: x\r\n\r\n", 400);
  expect_refused("GET / HTTP/1.1 \r\nHost: x\r\n\r\n", 400);
  expect_refused("GET /\r\n\r\n", 400);
  expect_refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
}

TEST_F(Parsing, h10_methods) {
  expect_refused("get / HTTP/1.1\r\nHost: x\r\n\r\n", 501);
  expect_refused("FOO / HTTP/1.1\r\nHost: x\r\n\r\n", 501);
  expect_refused("TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 405);
  expect_refused("CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n", 405);
  expect_refused(std::string(1 << 20, 'A') + " / HTTP/1.1\r\nHost: x\r\n\r\n", 501);
}

TEST_F(Parsing, h11_targets) {
  for (const std::string target : {"*", "/..%2f", "/%2e%2e/", "/%00", "/%zz", "/%C0%AF", "/\xc3\xa9", "/#frag"}) {
    expect_refused("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n", 400);
  }
  expect_refused("GET /" + std::string(8192, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n", 414);
}

TEST_F(Parsing, h12_sizes) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "X-A: b\r\n";
  expect_refused(post(many), 431);
  expect_refused(post("X-A: " + std::string(64 * 1024, 'a') + "\r\n"), 431);
  expect_refused(post("X-A: " + std::string(1 << 20, 'a') + "\r\n"), 431);
}

TEST_F(Parsing, h13_expectations) {
  expect_refused(post("Expect: x\r\nContent-Length: 5\r\n"), 417);
  Client client(server.port());
  client.send(post("Expect: 100-continue\r\nContent-Length: 5\r\n"));
  EXPECT_EQ(client.read()->status, 100);
  client.send("hello");
  EXPECT_EQ(client.read()->body, "stored 5");
}

TEST_F(Parsing, h14_a_thousand_requests_in_one_go_get_a_thousand_answers_in_order) {
  Client client(server.port());
  std::string requests;
  for (int i = 0; i < 1000; ++i) requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  client.send(requests);
  for (int i = 0; i < 1000; ++i) {
    const auto answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->body.starts_with("GET /" + std::to_string(i) + "?"));
  }
}

TEST_F(Parsing, h14_a_good_request_before_a_bad_one_is_answered) {
  Client client(server.port());
  client.send(kGood + "GET / HTTP/1.1\r\nBad\r\n\r\n" + kGood);
  EXPECT_EQ(client.read()->status, 200);
  EXPECT_EQ(client.read()->status, 400);
  client.finish_sending();
  EXPECT_TRUE(client.is_closed());
}

TEST_F(Parsing, h14_it_does_not_matter_where_a_request_is_split) {
  const std::string chunked = "\r\n" + post("Transfer-Encoding: chunked\r\n", "3;a=\"b\"\r\nhel\r\n2\r\nlo\r\n0\r\nX-T: t\r\n\r\n");
  const std::string counted = post("Content-Length: 5\r\n", "hello");
  for (const auto& request : {chunked, counted}) {
    Client client(server.port());
    for (std::size_t at = 1; at < request.size(); ++at) {
      client.send(request.substr(0, at));
      server.on_loop([] {});
      client.send(request.substr(at));
      const auto answer = client.read();
      ASSERT_TRUE(answer) << at;
      EXPECT_EQ(answer->body, "stored 5") << at;
    }
  }
}

TEST_F(Parsing, h15_a_body_above_the_limit_is_refused_and_the_refusal_arrives) {
  const std::size_t size = TinyService::kBodyLimit + 1;
  expect_refused(post("Content-Length: " + std::to_string(size) + "\r\n", std::string(size, 'a')), 413);
  expect_refused(post("Content-Length: 8000000\r\n", std::string(8'000'000, 'a')), 413);
  expect_refused(post("Transfer-Encoding: chunked\r\n", "10001\r\n" + std::string(size, 'a') + "\r\n0\r\n\r\n"), 413);
  expect_refused(post("Content-Length: 9000000000000000000\r\n"), 413);
}

TEST_F(Parsing, h15_a_body_at_the_limit_is_taken) {
  const std::size_t size = TinyService::kBodyLimit;
  expect_stored(post("Content-Length: " + std::to_string(size) + "\r\n", std::string(size, 'a')), "stored 65536");
}

TEST_F(Parsing, h15_a_body_cut_short_stores_nothing) {
  for (const std::string start : {"Content-Length: 10\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"}) {
    Client finished(server.port());
    finished.send("POST /notes HTTP/1.1\r\nHost: x\r\n" + start);
    finished.finish_sending();
    EXPECT_TRUE(finished.is_closed());
    Client reset(server.port());
    reset.send("POST /notes HTTP/1.1\r\nHost: x\r\n" + start);
    reset.reset();
  }
  EXPECT_TRUE(server.wait_until([&] { return server.open_connections() == 0; }));
  EXPECT_EQ(server.stored(), 0);
}

TEST_F(Parsing, h16_the_body_of_a_get_is_not_the_next_request) {
  Client client(server.port());
  client.send("GET /a HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(kGood.size()) + "\r\n\r\n" + kGood +
              "GET /b HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.read()->body.ends_with(kGood));
  EXPECT_TRUE(client.read()->body.starts_with("GET /b"));
}

TEST_F(Parsing, h17_an_upgrade_is_ignored) {
  for (const std::string protocol : {"h2c", "websocket"}) {
    Client client(server.port());
    client.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: " + protocol + "\r\n\r\n" + kGood);
    EXPECT_EQ(client.read()->status, 200);
    EXPECT_EQ(client.read()->status, 200);
  }
}

TEST_F(Parsing, h21_nobody_may_say_by_himself_where_he_comes_from) {
  Client client(server.port());
  client.send("GET /a HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 9.9.9.9\r\nForwarded: for=9.9.9.9\r\nX-Real-IP: 9.9.9.9\r\n\r\n");
  EXPECT_TRUE(client.read()->body.starts_with("GET /a? 127.0.0.1\n"));
}

}  // namespace
}  // namespace seggwat::testing
