#include "http/serve_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "http/file_body.h"
#include "support/temp_dir.h"

namespace seggwat::http {
namespace {

struct Case {
  std::string_view header;
  Extent extent;
  std::uint64_t first;
  std::uint64_t length;
};

TEST(ServeFile, ranges_are_read_with_any_numbers) {
  for (const auto& [header, extent, first, length] : std::initializer_list<Case>{
           {"bytes=0-9", Extent::part, 0, 10},
           {"Bytes = 90-", Extent::part, 90, 10},
           {"bytes=-10", Extent::part, 90, 10},
           {"bytes=-1000", Extent::part, 0, 100},
           {"bytes=0-18446744073709551615", Extent::part, 0, 100},
           {"bytes=0-99999999999999999999999999", Extent::part, 0, 100},
           {"bytes=00000000000000000000000001-1", Extent::part, 1, 1},
           {"bytes=100-", Extent::unsatisfiable, 0, 0},
           {"bytes=18446744073709551616-", Extent::unsatisfiable, 0, 0},
           {"bytes=-0", Extent::unsatisfiable, 0, 0},
           {"bytes=2-1", Extent::whole, 0, 100},
           {"bytes=0-1,3-4", Extent::whole, 0, 100},
           {"bytes=", Extent::whole, 0, 100},
           {"bytes=-", Extent::whole, 0, 100},
           {"bytes=--1", Extent::whole, 0, 100},
           {"bytes=+1-2", Extent::whole, 0, 100},
           {"bytes", Extent::whole, 0, 100},
           {"pages=1-2", Extent::whole, 0, 100},
           {"", Extent::whole, 0, 100},
       }) {
    const auto range = read_range(header, 100);
    EXPECT_EQ(range.extent, extent) << header;
    EXPECT_EQ(range.first, first) << header;
    EXPECT_EQ(range.length, length) << header;
  }
}

TEST(ServeFile, only_a_file_itself_is_served) {
  const testing::TempDir dir;
  std::ofstream(dir.file("a")) << "hello";
  std::filesystem::create_symlink(dir.file("a"), dir.file("link"));
  const auto whole = serve_file(dir.file("a"), "\"tag\"", {}).value();
  EXPECT_EQ(whole.file->length, 5U);
  EXPECT_EQ(serve_file(dir.file("a"), "\"tag\"", {.if_none_match = "\"x\", W/\"tag\""}).value().status, 304);
  EXPECT_EQ(serve_file(dir.file("a"), "\"tag\"", {.range = "bytes=1-2"}).value().status, 206);
  EXPECT_EQ(serve_file(dir.file("a"), "\"tag\"", {.range = "bytes=1-2", .if_range = "\"old\""}).value().status, 200);
  EXPECT_FALSE(serve_file(dir.file("link"), "\"tag\"", {}));
  EXPECT_FALSE(serve_file(dir.path().string(), "\"tag\"", {}));
  EXPECT_FALSE(serve_file(dir.file("nothing"), "\"tag\"", {}));
}

TEST(ServeFile, no_name_can_end_a_header) {
  EXPECT_EQ(content_disposition("attachment", "a\"\r\nX: y;é.txt"), "attachment; filename*=UTF-8''a%22%0D%0AX%3A%20y%3B%C3%A9.txt");
}

}  // namespace
}  // namespace seggwat::http
