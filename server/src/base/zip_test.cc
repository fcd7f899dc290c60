#include "base/zip.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstring>

namespace seggwat {
namespace {

std::uint32_t number_at(const std::string& text, std::size_t at, int bytes) {
  std::uint32_t value = 0;
  for (int i = bytes - 1; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(text.at(at + static_cast<std::size_t>(i)));
  return value;
}

std::string inflated(const std::string& archive, std::size_t at, std::uint32_t packed, std::uint32_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  inflateInit2(&stream, -15);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(archive.data() + at));
  stream.avail_in = packed;
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = size;
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  return out;
}

TEST(Zip, what_goes_in_comes_out_again_by_the_directory_at_the_end) {
  const std::string long_text(100'000, 'x');
  ZipWriter zip(Instant{} + std::chrono::days{20'000});
  zip.add("a.txt", "hello");
  zip.add("åäö.json", long_text);
  zip.add("empty", "");
  const auto archive = zip.finish();
  const auto end = archive.size() - 22;
  ASSERT_EQ(number_at(archive, end, 4), 0x06054b50u);
  ASSERT_EQ(number_at(archive, end + 10, 2), 3u);
  auto at = static_cast<std::size_t>(number_at(archive, end + 16, 4));
  for (const auto& [name, content] :
       std::vector<std::pair<std::string, std::string>>{{"a.txt", "hello"}, {"åäö.json", long_text}, {"empty", ""}}) {
    ASSERT_EQ(number_at(archive, at, 4), 0x02014b50u);
    EXPECT_EQ(archive.substr(at + 46, number_at(archive, at + 28, 2)), name);
    const auto local = number_at(archive, at + 42, 4);
    ASSERT_EQ(number_at(archive, local, 4), 0x04034b50u);
    const auto data = local + 30 + number_at(archive, local + 26, 2);
    EXPECT_EQ(inflated(archive, data, number_at(archive, at + 20, 4), number_at(archive, at + 24, 4)), content);
    EXPECT_EQ(number_at(archive, at + 16, 4),
              crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
    at += 46 + name.size();
  }
  EXPECT_EQ(at, end);
}

}  // namespace
}  // namespace seggwat
