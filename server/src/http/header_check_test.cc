#include "http/header_check.h"

#include <gtest/gtest.h>

#include <string>

#include "http/head_parser.h"

namespace seggwat::http {
namespace {

using namespace std::string_literals;

// The status of a head that has this request line and these further lines; 0 when it may pass.
int status_of_head(const std::string& request_line, const std::string& fields) {
  const std::string head = request_line + "\r\n" + fields + "\r\n";
  std::size_t scanned = 0;
  const auto end = find_head_end(head, scanned);
  if (!end) return end.error().status;
  const auto parsed = parse_head(head);
  return parsed ? 0 : parsed.error().status;
}
int with_line(const std::string& line) { return status_of_head("POST /a HTTP/1.1", "Host: x\r\n" + line + "\r\n"); }
int with_target(const std::string& target) { return status_of_head("GET " + target + " HTTP/1.1", "Host: x\r\n"); }
int with_host(const std::string& host) { return status_of_head("GET / HTTP/1.1", "Host: " + host + "\r\n"); }
int with_request_line(const std::string& line) { return status_of_head(line, "Host: x\r\n"); }

TEST(HeaderCheck, a_plain_request_passes) {
  EXPECT_EQ(with_line("Content-Length: 5"), 0);
  EXPECT_EQ(with_line("Transfer-Encoding: chunked"), 0);
  EXPECT_EQ(with_line("Transfer-Encoding: Chunked"), 0);
  EXPECT_EQ(with_line("X-Name: caf\xc3\xa9 \t tab"), 0);
  EXPECT_EQ(with_line("X-Empty:"), 0);
}

TEST(HeaderCheck, content_length_and_transfer_encoding_exclude_each_other) {
  EXPECT_EQ(with_line("Content-Length: 5\r\nTransfer-Encoding: chunked"), 400);
  EXPECT_EQ(with_line("Transfer-Encoding: chunked\r\nContent-Length: 5"), 400);
}

TEST(HeaderCheck, there_is_one_content_length_and_it_is_a_decimal_number) {
  EXPECT_EQ(with_line("Content-Length: 5\r\nContent-Length: 5"), 400);
  EXPECT_EQ(with_line("Content-Length: 5\r\ncontent-length: 6"), 400);
  for (const auto* value : {"5, 5", "+5", "-1", "0x5", "5_0", "010", "", "5 5", "18446744073709551616", "5\t5", "5;", "\xd9\xa5",
                            "999999999999999999999999999999"}) {
    EXPECT_EQ(with_line("Content-Length: "s + value), 400) << value;
  }
  EXPECT_EQ(with_line("Content-Length: 0"), 0);
}

TEST(HeaderCheck, transfer_encoding_is_chunked_and_nothing_else) {
  for (const auto* value :
       {"identity", "gzip", "chunked, gzip", "gzip, chunked", "chunked, chunked", "xchunked", "chunked;a=b", "", "\"chunked\"",
        "\xa0"
        "chunked",
        "chunked,"}) {
    EXPECT_EQ(with_line("Transfer-Encoding: "s + value), 501) << value;
  }
  EXPECT_EQ(with_line("Transfer-Encoding: chunked\x0b"), 400);
  EXPECT_EQ(with_line("Transfer-Encoding: chunked\t"), 400);
  EXPECT_EQ(with_line("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), 400);
}

TEST(HeaderCheck, http_1_0_has_no_chunked_transfer) {
  EXPECT_EQ(status_of_head("POST / HTTP/1.0", "Host: x\r\nTransfer-Encoding: chunked\r\n"), 400);
}

TEST(HeaderCheck, control_characters_are_refused) {
  EXPECT_EQ(with_line("X-A: a\nX-B: b"), 400);
  EXPECT_EQ(with_line("X-A: a\rb"), 400);
  EXPECT_EQ(with_line("X-A: a\0b"s), 400);
  EXPECT_EQ(with_line("X-A: a\x7f"), 400);
  for (char c = 1; c < 0x20; ++c) {
    if (c == '\t') continue;
    EXPECT_EQ(with_line("X-A: a"s + c + "b"), 400) << static_cast<int>(c);
    EXPECT_EQ(with_line("X-"s + c + ": b"), 400) << static_cast<int>(c);
    EXPECT_EQ(with_target("/a"s + c), 400) << static_cast<int>(c);
  }
}

TEST(HeaderCheck, header_lines_have_a_name_and_a_colon) {
  EXPECT_EQ(with_line(" folded: a"), 400);
  EXPECT_EQ(with_line("X-A: a\r\n more"), 400);
  EXPECT_EQ(with_line("X-A: a\r\n\tmore"), 400);
  EXPECT_EQ(with_line("X-A : a"), 400);
  EXPECT_EQ(with_line("X-A\t: a"), 400);
  EXPECT_EQ(with_line(": a"), 400);
  EXPECT_EQ(with_line("no colon"), 400);
  EXPECT_EQ(with_line("X-\x80: a"), 400);
  EXPECT_EQ(with_line("X(A): a"), 400);
  EXPECT_EQ(status_of_head("GET / HTTP/1.1", " Host: x\r\n"), 400);
}

TEST(HeaderCheck, there_is_one_well_formed_host) {
  EXPECT_EQ(status_of_head("GET / HTTP/1.1", ""), 400);
  EXPECT_EQ(status_of_head("GET / HTTP/1.0", ""), 0);
  EXPECT_EQ(with_line("Host: x"), 400);
  for (const auto* host : {"a, b", "a@b", "a/path", "", "a b", "a:b", "a:123456", "[::1", "[::1]x", "a%2fb", "<a>", "a?b"}) {
    EXPECT_EQ(with_host(host), 400) << host;
  }
  for (const auto* host : {"example.com", "EXAMPLE.com:8443", "127.0.0.1:80", "[::1]:8080", "[::1]", "my_host", "x.", "x:"}) {
    EXPECT_EQ(with_host(host), 0) << host;
  }
}

TEST(HeaderCheck, an_absolute_target_must_name_the_host) {
  EXPECT_EQ(with_target("http://x/a"), 0);
  EXPECT_EQ(with_target("HTTP://X/a"), 0);
  EXPECT_EQ(with_target("http://other/a"), 400);
  EXPECT_EQ(with_target("http://x@other/a"), 400);
  EXPECT_EQ(with_target("ftp://x/a"), 400);
}

TEST(HeaderCheck, only_http_1_0_and_1_1_are_spoken) {
  for (const auto* version : {"HTTP/1.2", "HTTP/1.9", "HTTP/2.0", "HTTP/9.9", "HTTP/0.9"}) {
    EXPECT_EQ(with_request_line("GET / "s + version), 505) << version;
  }
  for (const auto* version :
       {"HTTP/4294967295.255", "HTTP/1.1 ", "HTTP/1.1x", "http/1.1", "HTTP/1,1", "HTTP/11", "HTTP/1.", "HTTP/+1.1", "FTP/1.1"}) {
    EXPECT_EQ(with_request_line("GET / "s + version), 400) << version;
  }
  EXPECT_EQ(with_request_line("GET /"), 400);
  EXPECT_EQ(with_request_line("GET"), 400);
  EXPECT_EQ(with_request_line(""), 400);
  EXPECT_EQ(with_request_line("PRI * HTTP/2.0"), 505);
}

TEST(HeaderCheck, methods_are_known_words_in_capitals) {
  for (const auto* method : {"get", "Get", "FOO", "PROPFIND", "GETT"}) {
    EXPECT_EQ(with_request_line(method + " / HTTP/1.1"s), 501) << method;
  }
  EXPECT_EQ(with_request_line("TRACE / HTTP/1.1"), 405);
  EXPECT_EQ(with_request_line("CONNECT x:443 HTTP/1.1"), 405);
  EXPECT_EQ(with_request_line("G(T / HTTP/1.1"), 400);
  EXPECT_EQ(with_request_line(" GET / HTTP/1.1"), 400);
  EXPECT_EQ(with_request_line("GET  / HTTP/1.1"), 400);
  EXPECT_EQ(with_request_line("GET\t/ HTTP/1.1"), 400);
}

TEST(HeaderCheck, targets_are_paths_that_can_be_read_in_one_way) {
  for (const auto* target :
       {"*",      "a",    "/..%2f", "/%2e%2e/", "/../a",     "/a/..", "/a/./b", "/%00",  "/%zz",       "/%C0%AF", "/caf\xc3\xa9",
        "/#frag", "/%5c", "/\\",    "/a%2Fb",   "/a%0d%0ab", "/%",    "/%4",    "/a\"b", "/%ed%a0%80", "?a"}) {
    EXPECT_EQ(with_target(target), 400) << target;
  }
  for (const auto* target : {"/", "//evil.com", "/a%20b", "/%C3%A9", "/a?b=%zz", "/a?b=../..", "/a/...", "/%252e%252e/"}) {
    EXPECT_EQ(with_target(target), 0) << target;
  }
}

TEST(HeaderCheck, the_path_is_decoded_once_and_the_query_kept) {
  const auto head = parse_head("GET /a%2520b/%C3%A9?x=%20?y HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->request.path, "/a%20b/\xc3\xa9");
  EXPECT_EQ(head->request.query, "x=%20?y");
  EXPECT_EQ(parse_head("GET http://x?a=b HTTP/1.1\r\nHost: x\r\n\r\n")->request.path, "/");
}

TEST(HeaderCheck, sizes_are_bounded) {
  EXPECT_EQ(with_target("/" + std::string(kMaxTarget, 'a')), 414);
  EXPECT_EQ(with_target("/" + std::string(kMaxTarget - 1, 'a')), 0);
  EXPECT_EQ(with_request_line(std::string(1 << 20, 'A') + " / HTTP/1.1"), 501);
  EXPECT_EQ(with_target("/" + std::string(1 << 20, 'a')), 414);
  EXPECT_EQ(with_line("X-A: " + std::string(64 * 1024, 'a')), 431);
  EXPECT_EQ(with_line("Authorization: Bearer " + std::string(16 * 1024, 'a')), 0);
  std::string many;
  for (std::size_t i = 1; i < kMaxHeaders; ++i) many += "X-A: b\r\n";
  EXPECT_EQ(status_of_head("GET / HTTP/1.1", "Host: x\r\n" + many), 0);
  EXPECT_EQ(status_of_head("GET / HTTP/1.1", "Host: x\r\n" + many + "X-A: b\r\n"), 431);
}

TEST(HeaderCheck, what_is_read_by_one_value_stands_once) {
  for (const auto* name : {"Authorization", "Content-Type", "Origin", "X-API-Key", "X-Project-Key", "X-CSRF-Token"}) {
    EXPECT_EQ(with_line(name + ": a\r\n"s + name + ": a"), 400) << name;
  }
  EXPECT_EQ(with_line("X-Forwarded-For: a\r\nX-Forwarded-For: b"), 0);
}

TEST(HeaderCheck, nothing_but_100_continue_can_be_expected) {
  EXPECT_EQ(with_line("Expect: x"), 417);
  EXPECT_EQ(with_line("Expect: 100-Continue"), 0);
}

TEST(HeaderCheck, a_fault_in_the_line_ends_is_seen_before_the_head_is_whole) {
  std::size_t scanned = 0;
  EXPECT_FALSE(find_head_end("GET / HTTP/1.1\n", scanned));
  scanned = 0;
  EXPECT_FALSE(find_head_end("GET / HTTP/1.1\rH", scanned));
  scanned = 0;
  EXPECT_EQ(find_head_end("GET / HTTP/1.1\r", scanned), 0U);
}

}  // namespace
}  // namespace seggwat::http
