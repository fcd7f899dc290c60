#include "base/time_text.h"

#include <gtest/gtest.h>

namespace seggwat {
namespace {

TEST(TimeText, a_time_is_read_as_it_is_written) {
  for (const std::int64_t millis : {0LL, 1LL, 999LL, 1'800'000'000'000LL, 1'800'000'000'250LL, 253'402'300'799'999LL}) {
    EXPECT_EQ(parse_rfc3339(to_rfc3339(from_millis(millis))), from_millis(millis)) << millis;
  }
}

TEST(TimeText, an_offset_names_the_same_moment) {
  const auto noon = parse_rfc3339("2026-11-25T12:00:00Z");
  for (const auto* same : {"2026-11-25T13:00:00+01:00", "2026-11-25T06:30:00-05:30", "2026-11-25t12:00:00z",
                           "2026-11-25T12:00:00-00:00", "2026-11-25T12:00:00.0009Z", "2026-11-26T11:59:00+23:59"}) {
    EXPECT_EQ(parse_rfc3339(same), noon) << same;
  }
  EXPECT_EQ(parse_rfc3339("2026-12-31T23:59:60Z"), parse_rfc3339("2027-01-01T00:00:00Z"));
}

TEST(TimeText, anything_else_is_no_time) {
  for (const auto* bad : {"",
                          "now",
                          "2026",
                          "2026-11-25",
                          "2026-11-25T12:00Z",
                          "2026-11-25T12:00:00",
                          "2026-11-25 12:00:00Z",
                          "2026-11-25T12:00:00.Z",
                          "2026-02-29T12:00:00Z",
                          "2026-13-01T12:00:00Z",
                          "2026-00-01T12:00:00Z",
                          "2026-11-31T12:00:00Z",
                          "2026-11-25T24:00:00Z",
                          "2026-11-25T12:60:00Z",
                          "2026-11-25T12:00:61Z",
                          "2026-11-25T12:00:00+1:00",
                          "2026-11-25T12:00:00+0100",
                          "2026-11-25T12:00:00Z ",
                          " 2026-11-25T12:00:00Z",
                          "1969-12-31T23:59:59Z",
                          "1970-01-01T00:00:00+00:01",
                          "+2026-11-25T12:00:00Z",
                          "20261125T120000Z",
                          "99999-01-01T00:00:00Z",
                          "2026-11-25T12:00:00,5Z",
                          "2026-1-25T12:00:00Z",
                          "2026-11-25T12:00:00+24:00"}) {
    EXPECT_EQ(parse_rfc3339(bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace seggwat
