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
  for (const std::string_view start : {"＝", "＋", "－", "＠"}) {
    EXPECT_EQ(csv_cell(std::string(start) + "1+1"), "\"'" + std::string(start) + "1+1\"") << "in full width";
  }
  EXPECT_EQ(csv_cell("1=1"), "\"1=1\"");
}

// Where a semicolon separates, as in German, Swedish and French, quotes behind a comma protect nothing.
TEST(Csv, a_spreadsheet_that_splits_elsewhere_calculates_nothing_either) {
  EXPECT_EQ(csv_cell("hello;=1+1"), "\"hello;'=1+1\"");
  EXPECT_EQ(csv_cell("hello\n=1+1\r\n-2\t@x"), "\"hello\n'=1+1\r\n'-2\t'@x\"");
  EXPECT_EQ(csv_cell("hello;\"=1+1\""), "\"hello;\"\"'=1+1\"\"\"");
  EXPECT_EQ(csv_cell(";＝1"), "\";'＝1\"");
  EXPECT_EQ(csv_cell("a; b=c, d-e\n f"), "\"a; b=c, d-e\n f\"");
}

}  // namespace
}  // namespace seggwat
