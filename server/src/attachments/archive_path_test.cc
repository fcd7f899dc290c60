#include "attachments/archive_path.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace seggwat::attachments {
namespace {

std::string path_of(std::string name) { return archive_path({.name = std::move(name)}); }
const std::string kBefore = "files/00000000-0000-0000-0000-000000000000-";

TEST(ArchivePath, is_one_file_in_one_folder_whatever_the_name) {
  EXPECT_EQ(path_of("a.png"), kBefore + "a.png");
  EXPECT_EQ(path_of("../../x"), kBefore + ".._.._x");
  EXPECT_EQ(path_of("..\\x\n.txt"), kBefore + ".._x_.txt");
  EXPECT_EQ(path_of(""), kBefore);
}

TEST(ArchivePath, is_short_enough_for_every_file_system_and_keeps_its_ending) {
  std::string name;
  for (int i = 0; i < 115; ++i) name += "😀";
  const auto path = path_of(name + ".docx");
  EXPECT_LE(path.size() - std::string("files/").size(), 255U);
  EXPECT_TRUE(path.ends_with("😀.docx"));
  EXPECT_TRUE(is_utf8(path));
}

}  // namespace
}  // namespace seggwat::attachments
