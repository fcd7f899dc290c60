#include "base/zip.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <csignal>
#include <filesystem>

#include "support/temp_dir.h"

namespace seggwat {
namespace {

constexpr Instant kNow = Instant{} + std::chrono::days{20'000};

std::uint64_t number_at(const std::string& text, std::size_t at, int bytes) {
  std::uint64_t value = 0;
  for (int i = bytes - 1; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(text.at(at + static_cast<std::size_t>(i)));
  return value;
}

std::string inflated(const std::string& archive, std::size_t at, std::uint64_t packed, std::uint64_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  inflateInit2(&stream, -15);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(archive.data() + at));
  stream.avail_in = static_cast<uInt>(packed);
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(size);
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  return out;
}

class Zip : public ::testing::Test {
 protected:
  void add(const std::string& name, Packing packing, const std::vector<std::string>& pieces) {
    zip.begin(name, packing);
    for (const auto& piece : pieces) zip.append(piece);
    zip.end();
  }
  std::string finished() {
    zip.finish();
    EXPECT_EQ(file.fault(), 0);
    std::string archive(file.size(), '\0');
    const int descriptor = file.release();
    EXPECT_EQ(::pread(descriptor, archive.data(), archive.size(), 0), static_cast<ssize_t>(archive.size()));
    ::close(descriptor);
    return archive;
  }

  testing::TempDir dir;
  ScratchFile file{dir.path()};
  ZipWriter zip{file, kNow};
};

TEST_F(Zip, what_goes_in_comes_out_again_by_the_directory_at_the_end) {
  const std::string long_text(100'000, 'x');
  add("a.txt", Packing::deflate, {"he", "", "llo"});
  add("åäö.json", Packing::deflate, {long_text, long_text});
  add("empty", Packing::deflate, {});
  add("a.png", Packing::store, {"as ", "it is"});
  const auto archive = finished();
  const auto end = archive.size() - 22;
  ASSERT_EQ(number_at(archive, end, 4), 0x06054b50u);
  ASSERT_EQ(number_at(archive, end + 10, 2), 4u);
  auto at = static_cast<std::size_t>(number_at(archive, end + 16, 4));
  for (const auto& [name, content] : std::vector<std::pair<std::string, std::string>>{
           {"a.txt", "hello"}, {"åäö.json", long_text + long_text}, {"empty", ""}, {"a.png", "as it is"}}) {
    ASSERT_EQ(number_at(archive, at, 4), 0x02014b50u);
    EXPECT_EQ(archive.substr(at + 46, number_at(archive, at + 28, 2)), name);
    const auto local = number_at(archive, at + 42, 4);
    ASSERT_EQ(number_at(archive, local, 4), 0x04034b50u);
    EXPECT_EQ(archive.substr(local + 6, 24), archive.substr(at + 8, 24)) << "the sums stand in front as well";
    const auto data = local + 30 + number_at(archive, local + 26, 2);
    const auto packed = number_at(archive, at + 20, 4);
    const bool is_stored = number_at(archive, at + 10, 2) == 0;
    EXPECT_EQ(is_stored, name == "a.png");
    EXPECT_EQ(is_stored ? archive.substr(data, packed) : inflated(archive, data, packed, number_at(archive, at + 24, 4)), content);
    EXPECT_EQ(number_at(archive, at + 16, 4),
              crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
    at += 46 + name.size();
  }
  EXPECT_EQ(at, end);
}

TEST_F(Zip, more_entries_than_the_old_directory_can_count_are_counted_in_the_new_one) {
  for (int i = 0; i < 65'535; ++i) add(std::to_string(i), Packing::store, {});
  const auto archive = finished();
  const auto end = archive.size() - 22;
  EXPECT_EQ(number_at(archive, end + 10, 2), 0xFFFFu);
  const auto locator = end - 20;
  ASSERT_EQ(number_at(archive, locator, 4), 0x07064b50u);
  const auto large = number_at(archive, locator + 8, 8);
  ASSERT_EQ(number_at(archive, large, 4), 0x06064b50u);
  EXPECT_EQ(number_at(archive, large + 32, 8), 65'535u);
  EXPECT_EQ(number_at(archive, number_at(archive, large + 48, 8), 4), 0x02014b50u);
}

TEST_F(Zip, nothing_of_it_has_a_name_and_a_full_disk_is_remembered) {
  EXPECT_TRUE(std::filesystem::is_empty(dir.path()));
  struct rlimit before {};
  ::getrlimit(RLIMIT_FSIZE, &before);
  auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
  struct rlimit small = before;
  small.rlim_cur = 4096;
  ::setrlimit(RLIMIT_FSIZE, &small);
  add("large", Packing::store, {std::string(8192, 'x')});
  zip.finish();
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(file.fault(), EFBIG);
  EXPECT_TRUE(std::filesystem::is_empty(dir.path()));
}

}  // namespace
}  // namespace seggwat
