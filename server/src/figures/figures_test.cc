#include "figures/figures.h"

#include <gtest/gtest.h>

#include <tuple>

#include "figures/figures_json.h"

namespace seggwat::figures {
namespace {

TEST(Spread, is_the_middle_and_nine_of_ten) {
  const auto of = [](std::initializer_list<int> seconds) {
    std::vector<Milliseconds> lengths;
    for (const int one : seconds) lengths.emplace_back(Seconds{one});
    const auto spread = spread_of(lengths);
    return std::tuple(spread.count, spread.median, spread.p90);
  };
  EXPECT_EQ(of({}), std::tuple(0, 0, 0));
  EXPECT_EQ(of({7}), std::tuple(1, 7, 7));
  EXPECT_EQ(of({30, 10}), std::tuple(2, 20, 30));
  EXPECT_EQ(of({9, 1, 5}), std::tuple(3, 5, 9));
  EXPECT_EQ(of({10, 9, 8, 7, 6, 5, 4, 3, 2, 1}), std::tuple(10, 6, 9));
  EXPECT_EQ(of({11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1}), std::tuple(11, 6, 10));
}

TEST(FiguresCsv, a_name_is_never_a_formula) {
  Figures figures;
  figures.members.push_back({.id = {}, .name = "=cmd|' /C calc'!A0", .line = {}});
  const auto file = members_csv(figures);
  EXPECT_TRUE(file.contains("\"'=cmd|"));
  EXPECT_FALSE(file.contains("\"=cmd"));
}

}  // namespace
}  // namespace seggwat::figures
