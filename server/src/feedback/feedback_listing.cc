#include "feedback/feedback_listing.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace seggwat::feedback {
namespace {

constexpr std::int64_t kLimitMax = 100;
constexpr std::int64_t kPageMax = 1'000'000'000;
constexpr std::size_t kSearchMax = 200;

std::unexpected<Error> refuse(std::string_view name, std::string_view why) {
  return invalid("invalid_parameter", "`" + std::string(name) + "` " + std::string(why));
}

std::optional<std::string> given(const http::Request& request, std::string_view name) {
  auto value = request.query_value(name);
  if (value && value->empty()) return std::nullopt;
  return value;
}

Result<std::int64_t> read_number(const http::Request& request, std::string_view name, std::int64_t fallback, std::int64_t most) {
  const auto text = given(request, name);
  if (!text) return fallback;
  const auto number = parse_natural(*text);
  if (!number || *number < 1) return refuse(name, "must be an integer from 1.");
  return std::min(*number, most);
}

// `+` arrives as a space when the client did not encode it.
Result<store::Order> read_order(const http::Request& request) {
  const auto text = given(request, "sort").value_or("-created_at");
  std::string_view name = text;
  if (name.starts_with('+') || name.starts_with(' ')) name.remove_prefix(1);
  if (name == "-created_at") return store::Order::newest;
  if (name == "created_at") return store::Order::oldest;
  if (name == "-updated_at") return store::Order::last_changed;
  if (name == "updated_at") return store::Order::first_changed;
  return refuse("sort", "must be created_at or updated_at, with or without a minus before it.");
}

Result<store::Filter> read_filter(const http::Request& request, const ProjectId& project) {
  store::Filter filter{project, {}, {}, given(request, "search")};
  if (const auto text = given(request, "status")) {
    filter.state = parse_state(*text);
    if (!filter.state) return refuse("status", "is not one of the known values.");
  }
  if (const auto text = given(request, "type")) {
    filter.type = parse_type(*text);
    if (!filter.type) return refuse("type", "is not one of the known values.");
  }
  if (filter.search &&
      (!is_utf8(*filter.search) || filter.search->contains('\0') || count_code_points(*filter.search) > kSearchMax)) {
    return refuse("search", "must be text of at most 200 characters.");
  }
  return filter;
}

}  // namespace

Result<Listing> read_listing(const http::Request& request, const ProjectId& project) {
  auto filter = read_filter(request, project);
  if (!filter) return std::unexpected(std::move(filter.error()));
  const auto order = read_order(request);
  if (!order) return std::unexpected(order.error());
  const auto page = read_number(request, "page", 1, kPageMax);
  if (!page) return std::unexpected(page.error());
  const auto limit = read_number(request, "limit", 20, kLimitMax);
  if (!limit) return std::unexpected(limit.error());
  return Listing{std::move(*filter), *order, *page, *limit};
}

Months months_of(Instant now) {
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
  const auto month = today.year() / today.month();
  const std::chrono::sys_days current(month / 1);
  const std::chrono::sys_days last((month - std::chrono::months(1)) / 1);
  return {Instant(current), Instant(last)};
}

}  // namespace seggwat::feedback
