#include "projects/office_hours_json.h"

#include <algorithm>
#include <cstdio>

namespace seggwat::projects {
namespace {

constexpr int kMinutesOfDay = 24 * 60;

std::string clock_text(int minute) {
  char text[24];
  std::snprintf(text, sizeof text, "%02d:%02d", minute / 60, minute % 60);
  return text;
}

// `00:00` … `24:00`.
std::optional<int> parse_clock(std::string_view text) {
  const auto is_digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !is_digit(0) || !is_digit(1) || !is_digit(3) || !is_digit(4)) return std::nullopt;
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (minute > 59 || hour * 60 + minute > kMinutesOfDay) return std::nullopt;
  return hour * 60 + minute;
}

Result<Interval> read_interval(const json::value& value) {
  if (!value.is_object()) return invalid("invalid_field", "An interval of `week` must be an object with `from` and `to`.");
  Fields fields(value.get_object());
  const auto from = parse_clock(fields.required_text("from"));
  const auto to = parse_clock(fields.required_text("to"));
  if (const auto fine = fields.status(); !fine) return std::unexpected(fine.error());
  if (!from || !to) return invalid("invalid_field", "`from` and `to` must be times such as 09:00.");
  if (*from >= *to) return invalid("invalid_field", "`from` must be before `to`.");
  return Interval{*from, *to};
}

Result<std::vector<Interval>> read_day(const json::value& value) {
  if (!value.is_array()) return invalid("invalid_field", "A day of `week` must be a list.");
  const auto& list = value.get_array();
  if (list.size() > kIntervalsOfDay) return invalid("invalid_field", "A day of `week` may have at most 5 intervals.");
  std::vector<Interval> day;
  for (const auto& item : list) {
    const auto interval = read_interval(item);
    if (!interval) return std::unexpected(interval.error());
    day.push_back(*interval);
  }
  std::ranges::sort(day, {}, &Interval::from);
  const auto touches = [](const Interval& one, const Interval& next) { return next.from <= one.to; };
  if (std::ranges::adjacent_find(day, touches) != day.end()) {
    return invalid("invalid_field", "Intervals of one day must not touch each other.");
  }
  return day;
}

Status read_week(Fields& fields, OfficeHours& hours) {
  const auto* week = fields.list("week");
  if (week == nullptr) fields.refuse("week", "is missing.");
  if (const auto fine = fields.status(); !fine) return fine;
  if (week->size() != hours.week.size()) return invalid("invalid_field", "`week` must have 7 days, Monday first.");
  for (std::size_t at = 0; at < week->size(); ++at) {
    auto day = read_day((*week)[at]);
    if (!day) return std::unexpected(day.error());
    hours.week[at] = std::move(*day);
  }
  return {};
}

Status read_closed(Fields& fields, OfficeHours& hours) {
  const auto* list = fields.list("closed");
  if (const auto fine = fields.status(); !fine || list == nullptr) return fine;
  if (list->size() > kClosedDays) return invalid("invalid_field", "`closed` may have at most 200 days.");
  for (const auto& item : *list) {
    const auto day = item.is_string() ? parse_day(item.get_string()) : std::nullopt;
    if (!day) return invalid("invalid_field", "A day of `closed` must be written like 2026-12-25.");
    hours.closed.push_back(*day);
  }
  std::ranges::sort(hours.closed);
  hours.closed.erase(std::ranges::unique(hours.closed).begin(), hours.closed.end());
  return {};
}

}  // namespace

json::object to_json(const OfficeHours& hours) {
  json::array week;
  for (const auto& day : hours.week) {
    json::array intervals;
    for (const auto& one : day) intervals.push_back(json::object{{"from", clock_text(one.from)}, {"to", clock_text(one.to)}});
    week.push_back(std::move(intervals));
  }
  json::array closed;
  for (const auto day : hours.closed) closed.emplace_back(to_text(day));
  return {{"enabled", hours.enabled}, {"timezone", hours.zone.name()}, {"week", std::move(week)}, {"closed", std::move(closed)}};
}

Result<OfficeHours> read_office_hours(const json::object& object) {
  Fields fields(object);
  OfficeHours hours;
  hours.enabled = fields.required_flag("enabled");
  auto zone = TimeZone::find(fields.required_text("timezone"));
  if (!zone) fields.refuse("timezone", "must be the name of a time zone such as Europe/Berlin.");
  if (const auto fine = fields.status(); !fine) return std::unexpected(fine.error());
  hours.zone = std::move(*zone);
  if (const auto fine = read_week(fields, hours); !fine) return std::unexpected(fine.error());
  if (const auto fine = read_closed(fields, hours); !fine) return std::unexpected(fine.error());
  return hours;
}

OfficeHours parse_stored_office_hours(std::string_view text) {
  const auto object = parse_json_object(text);
  if (!object) return {};
  return read_office_hours(*object).value_or(OfficeHours{});
}

json::object to_config_json(const OfficeHours& hours, Instant now) {
  const auto state = state_at(hours, now);
  json::object object{{"enabled", hours.enabled}, {"open_now", state.open_now}};
  if (state.next_open) object["next_open"] = to_rfc3339(*state.next_open);
  if (state.next_close) object["next_close"] = to_rfc3339(*state.next_close);
  return object;
}

}  // namespace seggwat::projects
