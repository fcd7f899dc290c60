#include "base/time_zone.h"

#include <glib.h>

#include <algorithm>
#include <cstdio>

namespace seggwat {
namespace {

constexpr std::size_t kNameMax = 64;

bool is_name_character(char c) {
  const bool is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return is_letter || (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' || c == '+';
}

// A name becomes a file's path, so its form is checked first. A capital at the beginning leaves out `posix/…` and `right/…`, whose
// clocks count leap seconds; the slash leaves out what GLib would read as a rule, such as `EST5`.
bool looks_like_name(std::string_view name) {
  if (name == "UTC") return true;
  if (name.size() > kNameMax || name.empty() || name.front() < 'A' || name.front() > 'Z') return false;
  return std::ranges::all_of(name, is_name_character) && name.contains('/') && !name.contains("//") && !name.ends_with('/');
}

std::optional<int> read_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<TimeZone> TimeZone::find(std::string_view name) {
  if (!looks_like_name(name)) return std::nullopt;
  std::string text(name);
  auto* zone = g_time_zone_new_identifier(text.c_str());
  if (zone == nullptr) return std::nullopt;
  return TimeZone(std::move(text), std::shared_ptr<_GTimeZone>(zone, g_time_zone_unref));
}

TimeZone TimeZone::utc() { return {"UTC", std::shared_ptr<_GTimeZone>(g_time_zone_new_utc(), g_time_zone_unref)}; }

Seconds TimeZone::offset_at(Instant at) const {
  const auto seconds = std::chrono::floor<Seconds>(at).time_since_epoch().count();
  const auto interval = g_time_zone_find_interval(zone_.get(), G_TIME_TYPE_UNIVERSAL, seconds);
  return Seconds{g_time_zone_get_offset(zone_.get(), interval)};
}

LocalTime TimeZone::to_local(Instant at) const { return LocalTime{at.time_since_epoch() + offset_at(at)}; }

// No place changes its clock twice within two days.
Instant TimeZone::to_instant(LocalTime local) const {
  constexpr auto kDay = std::chrono::days{1};
  const Instant as_utc{local.time_since_epoch()};
  const auto before = offset_at(as_utc - kDay);
  const auto after = offset_at(as_utc + kDay);
  if (before == after || offset_at(as_utc - before) == before) return as_utc - before;
  if (offset_at(as_utc - after) == after) return as_utc - after;
  return as_utc - before;
}

std::optional<std::chrono::local_days> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = read_digits(text.substr(0, 4));
  const auto month = read_digits(text.substr(5, 2));
  const auto day = read_digits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1970) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::local_days{date};
}

std::string to_text(std::chrono::local_days day) {
  const std::chrono::year_month_day date{day};
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace seggwat
