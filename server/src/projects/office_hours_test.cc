#include "projects/office_hours.h"

#include <gtest/gtest.h>

#include "base/time_text.h"
#include "projects/office_hours_json.h"

namespace seggwat::projects {
namespace {

Instant at(std::string_view text) { return *parse_rfc3339(text); }

OfficeHours hours_of(const std::string& zone, const std::string& day, const std::string& closed = "[]") {
  std::string week = day;
  for (int n = 1; n < 7; ++n) week += "," + day;
  const auto object =
      parse_json_object(R"({"enabled":true,"timezone":")" + zone + R"(","week":[)" + week + R"(],"closed":)" + closed + "}");
  return *read_office_hours(*object);
}

constexpr auto* kNineToFive = R"([{"from":"09:00","to":"17:00"}])";

TEST(OfficeHours, switched_off_the_team_is_always_there) {
  auto hours = hours_of("UTC", "[]");
  hours.enabled = false;
  EXPECT_TRUE(state_at(hours, at("2026-01-14T03:00:00Z")).open_now);
}

TEST(OfficeHours, the_first_minute_is_open_and_the_last_moment_is_not) {
  const auto hours = hours_of("Europe/Berlin", kNineToFive);
  EXPECT_FALSE(state_at(hours, at("2026-01-14T07:59:59.999Z")).open_now);
  const auto open = state_at(hours, at("2026-01-14T08:00:00Z"));
  EXPECT_TRUE(open.open_now);
  EXPECT_EQ(open.next_close, at("2026-01-14T16:00:00Z"));
  EXPECT_EQ(open.next_open, at("2026-01-15T08:00:00Z"));
  const auto closed = state_at(hours, at("2026-01-14T16:00:00Z"));
  EXPECT_FALSE(closed.open_now);
  EXPECT_EQ(closed.next_open, at("2026-01-15T08:00:00Z"));
  EXPECT_FALSE(closed.next_close);
}

TEST(OfficeHours, nine_oclock_stays_nine_oclock_when_clocks_change) {
  const auto hours = hours_of("Europe/Berlin", kNineToFive);
  // The evening before clocks go forward, and before they go back.
  EXPECT_EQ(state_at(hours, at("2026-03-28T20:00:00Z")).next_open, at("2026-03-29T07:00:00Z"));
  EXPECT_EQ(state_at(hours, at("2026-10-24T20:00:00Z")).next_open, at("2026-10-25T08:00:00Z"));
  EXPECT_TRUE(state_at(hours, at("2026-03-29T07:00:00Z")).open_now);
  EXPECT_FALSE(state_at(hours, at("2026-10-25T07:59:00Z")).open_now);
}

TEST(OfficeHours, an_opening_across_a_switch_is_as_long_as_it_is) {
  const auto night = hours_of("Europe/Berlin", R"([{"from":"01:00","to":"04:00"}])");
  EXPECT_EQ(state_at(night, at("2026-03-29T00:30:00Z")).next_close, at("2026-03-29T02:00:00Z"));
  EXPECT_EQ(state_at(night, at("2026-10-25T00:30:00Z")).next_close, at("2026-10-25T03:00:00Z"));
  // Between two and three there is nothing on the day when clocks go forward.
  const auto gone = hours_of("Europe/Berlin", R"([{"from":"02:00","to":"03:00"}])");
  EXPECT_EQ(state_at(gone, at("2026-03-28T12:00:00Z")).next_open, at("2026-03-30T00:00:00Z"));
}

TEST(OfficeHours, days_that_meet_at_midnight_are_one_opening) {
  auto hours = hours_of("America/New_York", "[]");
  hours.week[4] = {{18 * 60, 24 * 60}};  // Friday
  hours.week[5] = {{0, 2 * 60}, {10 * 60, 12 * 60}};
  const auto friday_night = state_at(hours, at("2026-01-17T03:00:00Z"));
  EXPECT_TRUE(friday_night.open_now);
  EXPECT_EQ(friday_night.next_close, at("2026-01-17T07:00:00Z"));
  EXPECT_EQ(friday_night.next_open, at("2026-01-17T15:00:00Z"));
  EXPECT_EQ(state_at(hours, at("2026-01-17T18:00:00Z")).next_open, at("2026-01-23T23:00:00Z"));
}

TEST(OfficeHours, who_never_closes_says_no_time_and_who_never_opens_neither) {
  const auto always = hours_of("UTC", R"([{"from":"00:00","to":"24:00"}])");
  EXPECT_TRUE(state_at(always, at("2026-01-14T12:00:00Z")).open_now);
  EXPECT_FALSE(state_at(always, at("2026-01-14T12:00:00Z")).next_close);
  const auto never = state_at(hours_of("UTC", "[]"), at("2026-01-14T12:00:00Z"));
  EXPECT_FALSE(never.open_now);
  EXPECT_FALSE(never.next_open);
}

TEST(OfficeHours, a_closed_day_is_closed_in_the_places_own_time) {
  const auto hours = hours_of("Pacific/Auckland", kNineToFive, R"(["2026-12-25","2026-12-26"])");
  // Christmas begins there while it is still the 24th in London.
  EXPECT_FALSE(state_at(hours, at("2026-12-24T22:00:00Z")).open_now);
  EXPECT_EQ(state_at(hours, at("2026-12-24T22:00:00Z")).next_open, at("2026-12-26T20:00:00Z"));
}

TEST(OfficeHours, are_read_back_as_they_were_written) {
  const auto hours = hours_of("Asia/Kathmandu", R"([{"from":"13:00","to":"17:30"},{"from":"09:00","to":"12:00"}])",
                              R"(["2026-12-26","2026-01-01","2026-12-26"])");
  const auto text = json::serialize(to_json(hours));
  EXPECT_TRUE(text.contains(R"([{"from":"09:00","to":"12:00"},{"from":"13:00","to":"17:30"}])"));
  EXPECT_TRUE(text.contains(R"("closed":["2026-01-01","2026-12-26"])"));
  EXPECT_EQ(json::serialize(to_json(parse_stored_office_hours(text))), text);
  EXPECT_FALSE(parse_stored_office_hours("{}").enabled);
  EXPECT_FALSE(parse_stored_office_hours("not JSON").enabled);
}

TEST(OfficeHours, what_makes_no_sense_is_refused_by_name) {
  const std::string six = ",[],[],[],[],[],[]]";
  const auto refusal = [](const std::string& members) -> std::string {
    const auto read = read_office_hours(*parse_json_object("{" + members + "}"));
    return read ? "" : read.error().message;
  };
  const std::string start = R"("enabled":true,"timezone":"UTC","week":[)";
  EXPECT_EQ(refusal(start + R"([{"from":"09:00","to":"17:00"}])" + six), "");
  EXPECT_TRUE(refusal(R"("timezone":"UTC")").contains("enabled"));
  EXPECT_TRUE(refusal(R"("enabled":true,"timezone":"Mars/Olympus","week":[])").contains("timezone"));
  EXPECT_TRUE(refusal(R"("enabled":true,"timezone":"UTC")").contains("week"));
  EXPECT_TRUE(refusal(R"("enabled":true,"timezone":"UTC","week":[[]])").contains("7 days"));
  for (const auto* day :
       {R"([{"from":"17:00","to":"09:00"}])", R"([{"from":"09:00","to":"09:00"}])", R"([{"from":"9:00","to":"17:00"}])",
        R"([{"from":"09:00","to":"24:01"}])", R"([{"from":"09:60","to":"17:00"}])", R"([{"from":"09:00"}])", "[7]", "7",
        R"([{"from":"09:00","to":"12:00"},{"from":"12:00","to":"13:00"}])"}) {
    EXPECT_NE(refusal(start + day + six), "") << day;
  }
  EXPECT_NE(refusal(start + "[]" + six + R"(,"closed":["25.12.2026"])"), "");
}

}  // namespace
}  // namespace seggwat::projects
