#include "load/sse_reader.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>
#include <vector>

namespace bench {
namespace {

struct Told {
  std::string name, id, data;
  bool operator==(const Told&) const = default;
};

constexpr std::string_view kPlain =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    "retry: 3000\n\nevent: ready\nid: c-0\ndata: {\"cursor\":\"c-0\"}\n\n:\n\nevent: message\nid: c-1\ndata: {\"seq\":1}\n\n"
    "data: bare\n\n";
std::string chunk(std::string_view bytes) {
  std::array<char, 16> size{};
  std::snprintf(size.data(), size.size(), "%zX\r\n", bytes.size());
  return size.data() + std::string(bytes) + "\r\n";
}

const std::string kChunked = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n" +
                             chunk("event: ready\nid: c-0\ndata: {\"cur") +
                             chunk("sor\":\"c-0\"}\n\nevent: message\nid: c-1\ndata: {\"seq\":1") + chunk("}\n\ndata: bare\n\n");

// The stream in pieces of `size` bytes.
std::vector<Told> read(std::string_view bytes, std::size_t size) {
  std::vector<Told> told;
  SseReader reader;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(size, bytes.size()))) {
    EXPECT_TRUE(reader.feed(bytes.substr(0, size), [&](const Event& event) {
      told.push_back({std::string(event.name), std::string(event.id), std::string(event.data)});
    }));
  }
  return told;
}

const std::vector<Told> kEvents{
    {"ready", "c-0", R"({"cursor":"c-0"})"}, {"message", "c-1", R"({"seq":1})"}, {"message", "", "bare"}};

TEST(SseReader, reads_events_however_their_bytes_are_cut) {
  for (std::size_t size = 1; size <= kPlain.size(); ++size) EXPECT_EQ(read(kPlain, size), kEvents) << size;
}

TEST(SseReader, reads_chunks_however_their_bytes_are_cut) {
  for (std::size_t size = 1; size <= kChunked.size(); ++size) EXPECT_EQ(read(kChunked, size), kEvents) << size;
}

TEST(SseReader, refuses_what_is_no_stream) {
  SseReader reader;
  const auto tell = [](const Event&) { FAIL(); };
  EXPECT_FALSE(reader.feed("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 2\r\n\r\n{}", tell));
  EXPECT_TRUE(reader.fault().starts_with("HTTP/1.1 429"));
}

}  // namespace
}  // namespace bench
