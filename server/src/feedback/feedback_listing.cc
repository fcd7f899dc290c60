#include "feedback/feedback_listing.h"

namespace seggwat::feedback {
namespace {

constexpr std::size_t kSearchMax = 200;

// `+` arrives as a space when the client did not encode it.
Result<store::Order> read_order(const http::Request& request) {
  const auto text = given(request, "sort").value_or("-created_at");
  std::string_view name = text;
  if (name.starts_with('+') || name.starts_with(' ')) name.remove_prefix(1);
  if (name == "-created_at") return store::Order::newest;
  if (name == "created_at") return store::Order::oldest;
  if (name == "-updated_at") return store::Order::last_changed;
  if (name == "updated_at") return store::Order::first_changed;
  return refuse_parameter("sort", "must be created_at or updated_at, with or without a minus before it.");
}

Result<std::optional<MemberId>> read_assignee(const http::Request& request, const MemberId& me) {
  const auto text = given(request, "assignee");
  if (!text) return std::optional<MemberId>{};
  if (*text == "me") return std::optional(me);
  if (*text == "none") return std::optional(store::kNobody);
  const auto id = MemberId::parse(*text);
  if (!id) return refuse_parameter("assignee", "must be me, none or a member's id.");
  return id;
}

Result<store::Which> read_which(const http::Request& request) {
  const auto text = given(request, "archived").value_or("false");
  if (text == "false") return store::Which::current;
  if (text == "true") return store::Which::archived;
  return refuse_parameter("archived", "must be true or false.");
}

// Puts what was read where it belongs; the first fault stays.
template <class T>
void take(Status& status, Result<T> read, T& into) {
  if (!status) return;
  if (read) into = std::move(*read);
  if (!read) status = std::unexpected(std::move(read.error()));
}

Result<store::Filter> read_filter(const http::Request& request, const ProjectId& project, const MemberId& me) {
  store::Filter filter{.project = project};
  Status status;
  take(status, read_filter_name<State>(request, "status", parse_state), filter.state);
  take(status, read_filter_name<Type>(request, "type", parse_type), filter.type);
  take(status, read_filter_name<Source>(request, "source", parse_source), filter.source);
  take(status, read_filter_name<Channel>(request, "channel", parse_channel), filter.channel);
  take(status, read_filter_text(request, "version"), filter.version);
  take(status, read_filter_text(request, "path"), filter.path);
  take(status, read_filter_text(request, "search", kSearchMax), filter.search);
  take(status, read_assignee(request, me), filter.assignee);
  take(status, read_which(request), filter.which);
  if (!status) return std::unexpected(std::move(status.error()));
  return filter;
}

}  // namespace

Result<Listing> read_listing(const http::Request& request, const ProjectId& project, const MemberId& me) {
  auto filter = read_filter(request, project, me);
  if (!filter) return std::unexpected(std::move(filter.error()));
  const auto order = read_order(request);
  if (!order) return std::unexpected(order.error());
  const auto pages = read_pages(request);
  if (!pages) return std::unexpected(pages.error());
  return Listing{std::move(*filter), *order, *pages};
}

Months months_of(Instant now) {
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
  const auto month = today.year() / today.month();
  const std::chrono::sys_days current(month / 1);
  const std::chrono::sys_days last((month - std::chrono::months(1)) / 1);
  return {Instant(current), Instant(last)};
}

}  // namespace seggwat::feedback
