#include "base/time_zone.h"

#include <gtest/gtest.h>

#include "base/time_text.h"

namespace seggwat {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Instant at(std::string_view text) { return *parse_rfc3339(text); }
LocalTime local(std::string_view day, int hour, int minute = 0) {
  return LocalTime{*parse_day(day)} + hours{hour} + minutes{minute};
}

TEST(TimeZone, only_names_of_the_tz_database_are_places) {
  for (const auto* name : {"Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "Asia/Kathmandu", "UTC"}) {
    EXPECT_TRUE(TimeZone::find(name)) << name;
  }
  for (const auto* name :
       {"", "Berlin", "Europe/Atlantis", "Europe/", "europe/Berlin", "+01:00", "EST5EDT", "CET-1CEST,M3.5.0", "../etc/passwd",
        "Europe/../../../etc/passwd", "right/Europe/Berlin", "/etc/localtime", "Europe//Berlin", "Europe"}) {
    EXPECT_FALSE(TimeZone::find(name)) << name;
  }
}

TEST(TimeZone, the_offset_changes_at_the_very_moment_of_the_switch) {
  const auto berlin = *TimeZone::find("Europe/Berlin");
  EXPECT_EQ(berlin.offset_at(at("2026-03-29T00:59:59Z")), hours{1});
  EXPECT_EQ(berlin.offset_at(at("2026-03-29T01:00:00Z")), hours{2});
  EXPECT_EQ(berlin.offset_at(at("2026-10-25T00:59:59Z")), hours{2});
  EXPECT_EQ(berlin.offset_at(at("2026-10-25T01:00:00Z")), hours{1});
  EXPECT_EQ(TimeZone::find("Asia/Kathmandu")->offset_at(at("2026-01-01T00:00:00Z")), hours{5} + minutes{45});
}

TEST(TimeZone, a_local_time_is_found_on_either_side_of_a_switch) {
  const auto berlin = *TimeZone::find("Europe/Berlin");
  EXPECT_EQ(berlin.to_instant(local("2026-03-28", 9)), at("2026-03-28T08:00:00Z"));
  EXPECT_EQ(berlin.to_instant(local("2026-03-29", 9)), at("2026-03-29T07:00:00Z"));
  EXPECT_EQ(berlin.to_instant(local("2026-03-29", 1, 59)), at("2026-03-29T00:59:00Z"));
  EXPECT_EQ(berlin.to_instant(local("2026-10-25", 9)), at("2026-10-25T08:00:00Z"));
}

TEST(TimeZone, a_time_that_is_left_out_is_later_and_one_that_comes_twice_is_the_first) {
  const auto berlin = *TimeZone::find("Europe/Berlin");
  EXPECT_EQ(berlin.to_instant(local("2026-03-29", 2, 30)), at("2026-03-29T01:30:00Z"));
  EXPECT_EQ(berlin.to_instant(local("2026-10-25", 2, 30)), at("2026-10-25T00:30:00Z"));
  const auto new_york = *TimeZone::find("America/New_York");
  EXPECT_EQ(new_york.to_instant(local("2026-11-01", 1, 30)), at("2026-11-01T05:30:00Z"));
  EXPECT_EQ(new_york.to_instant(local("2026-03-08", 2, 30)), at("2026-03-08T07:30:00Z"));
}

TEST(TimeZone, days_south_of_the_equator_and_of_half_an_hour_begin_where_they_begin) {
  const auto lord_howe = *TimeZone::find("Australia/Lord_Howe");  // its summer time is half an hour
  EXPECT_EQ(lord_howe.start_of(*parse_day("2026-07-01")), at("2026-06-30T13:30:00Z"));
  EXPECT_EQ(lord_howe.start_of(*parse_day("2026-01-01")), at("2025-12-31T13:00:00Z"));
  const auto santiago = *TimeZone::find("America/Santiago");  // its clocks go forward at midnight: the day begins at one
  EXPECT_EQ(santiago.to_local(santiago.start_of(*parse_day("2026-09-06"))), local("2026-09-06", 1));
}

TEST(TimeZone, days_are_read_and_written_alike) {
  for (const auto* text : {"1970-01-01", "2024-02-29", "2026-12-31"}) EXPECT_EQ(to_text(*parse_day(text)), text);
  for (const auto* text : {"", "2026-02-29", "2026-13-01", "2026-1-1", "1969-12-31", "2026-01-01T", "2026/01/01", "+026-01-01"}) {
    EXPECT_FALSE(parse_day(text)) << text;
  }
}

}  // namespace
}  // namespace seggwat
