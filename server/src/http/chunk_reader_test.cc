#include "http/chunk_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace seggwat::http {
namespace {

using State = ChunkReader::State;
constexpr std::size_t kLimit = 1000;

struct Reading {
  State state = State::more;
  std::string body;
  std::string rest;
};

Reading read_at_once(std::string_view bytes) {
  ChunkReader reader(kLimit);
  Reading reading;
  reading.state = reader.feed(bytes, reading.body);
  reading.rest = bytes;
  return reading;
}

Reading read_byte_by_byte(std::string_view bytes) {
  ChunkReader reader(kLimit);
  Reading reading;
  while (!bytes.empty() && reading.state == State::more) {
    auto one = bytes.substr(0, 1);
    reading.state = reader.feed(one, reading.body);
    if (one.empty()) bytes.remove_prefix(1);
  }
  reading.rest = bytes;
  return reading;
}

// The same verdict however the bytes come in.
State state_of(const std::string& bytes) {
  const auto whole = read_at_once(bytes);
  const auto split = read_byte_by_byte(bytes);
  EXPECT_EQ(whole.state, split.state) << bytes;
  return whole.state;
}

TEST(ChunkReader, chunks_become_one_body_and_what_follows_is_left) {
  for (const auto read : {read_at_once, read_byte_by_byte}) {
    const auto reading = read("5\r\nhello\r\n00A;name=\"a;b\\\"\";x\r\n0123456789\r\n0\r\nX-Trailer: a\r\n\r\nGET /");
    EXPECT_EQ(reading.state, State::done);
    EXPECT_EQ(reading.body, "hello0123456789");
    EXPECT_EQ(reading.rest, "GET /");
  }
}

TEST(ChunkReader, sizes_are_hexadecimal_digits_and_nothing_else) {
  for (const std::string size : {"",
                                 "0x5",
                                 "+5",
                                 "-0",
                                 "5_",
                                 "5;",
                                 "5;=a",
                                 "5;a=",
                                 "5;a b",
                                 " 5",
                                 "5 ",
                                 "5\t",
                                 "00000000000000005",
                                 "FFFFFFFFFFFFFFFF",
                                 "10000000000000005",
                                 "g",
                                 "5,5",
                                 "5;\"a\"",
                                 "5;a=\"b",
                                 "5;a=\"b\"c"}) {
    EXPECT_EQ(state_of(size + "\r\nhello\r\n0\r\n\r\n"), State::malformed) << size;
  }
}

TEST(ChunkReader, lines_end_in_cr_lf) {
  EXPECT_EQ(state_of("5\nhello\r\n0\r\n\r\n"), State::malformed);
  EXPECT_EQ(state_of("5\r\nhello\n0\r\n\r\n"), State::malformed);
  EXPECT_EQ(state_of("5\r\nhelloX\r\n0\r\n\r\n"), State::malformed);
  EXPECT_EQ(state_of("5\r\nhello\rX0\r\n\r\n"), State::malformed);
  EXPECT_EQ(state_of("5\rX\nhello\r\n0\r\n\r\n"), State::malformed);
  EXPECT_EQ(state_of("0\r\n\n"), State::malformed);
  EXPECT_EQ(state_of("0\r\nX-A: a\n\r\n"), State::malformed);
}

TEST(ChunkReader, trailers_are_header_lines) {
  EXPECT_EQ(state_of("0\r\nX-T: 5\r\nHost: y\r\n\r\n"), State::done);
  EXPECT_EQ(state_of("0\r\ncontent-length: 5\r\n\r\n"), State::malformed);
  EXPECT_EQ(state_of("0\r\nTransfer-Encoding: chunked\r\n\r\n"), State::malformed);
  EXPECT_EQ(state_of("0\r\nno colon\r\n\r\n"), State::malformed);
  EXPECT_EQ(state_of("0\r\n folded: a\r\n\r\n"), State::malformed);
  EXPECT_EQ(state_of(std::string("0\r\nX-A: a\0b\r\n\r\n", 15)), State::malformed);
}

TEST(ChunkReader, a_body_without_its_last_chunk_is_not_done) {
  EXPECT_EQ(state_of("5\r\nhello\r\n"), State::more);
  EXPECT_EQ(state_of("0\r\n"), State::more);
}

TEST(ChunkReader, the_limit_counts_all_chunks) {
  EXPECT_EQ(state_of("3e8\r\n" + std::string(1000, 'a') + "\r\n0\r\n\r\n"), State::done);
  EXPECT_EQ(state_of("3e9\r\n"), State::too_large);
  EXPECT_EQ(state_of("3e8\r\n" + std::string(1000, 'a') + "\r\n1\r\n"), State::too_large);
  EXPECT_EQ(state_of("FFFFFFFFFFFFFFF\r\n"), State::too_large);
}

TEST(ChunkReader, extensions_and_trailers_are_bounded) {
  EXPECT_EQ(state_of("5;a=" + std::string(5000, 'b') + "\r\nhello\r\n0\r\n\r\n"), State::malformed);
  std::string many;
  for (int i = 0; i < 100; ++i) many += "1;a=" + std::string(1024, 'b') + "\r\nx\r\n";
  EXPECT_EQ(state_of(many + "0\r\n\r\n"), State::malformed);
  std::string trailers;
  for (int i = 0; i < 100; ++i) trailers += "X-A: " + std::string(1024, 'b') + "\r\n";
  EXPECT_EQ(state_of("0\r\n" + trailers + "\r\n"), State::malformed);
}

}  // namespace
}  // namespace seggwat::http
