#include "base/csv.h"

#include <gtest/gtest.h>

namespace seggwat {
namespace {

TEST(Csv, quotes_every_cell_and_doubles_quotes) {
  EXPECT_EQ(csv_line({"a", "b,c", "say \"hi\"", ""}), "\"a\",\"b,c\",\"say \"\"hi\"\"\",\"\"\r\n");
  EXPECT_EQ(csv_cell("two\nlines"), "\"two\nlines\"");
}

TEST(Csv, what_a_spreadsheet_would_calculate_becomes_text) {
  for (const std::string_view start : {"=", "+", "-", "@", "\t", "\r", "\n"}) {
    EXPECT_EQ(csv_cell(std::string(start) + "1+1"), "\"'" + std::string(start) + "1+1\"");
  }
  EXPECT_EQ(csv_cell("1=1"), "\"1=1\"");
}

}  // namespace
}  // namespace seggwat
