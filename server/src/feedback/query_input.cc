#include "feedback/query_input.h"

#include <algorithm>

#include "base/text.h"

namespace seggwat::feedback {
namespace {

constexpr std::int64_t kLimitMax = 100;
constexpr std::int64_t kPageMax = 1'000'000'000;

}  // namespace

std::optional<std::string> given(const http::Request& request, std::string_view name) {
  auto value = request.query_value(name);
  if (value && value->empty()) return std::nullopt;
  return value;
}

std::unexpected<Error> refuse_parameter(std::string_view name, std::string_view why) {
  return invalid("invalid_parameter", "`" + std::string(name) + "` " + std::string(why));
}

Result<std::int64_t> read_number(const http::Request& request, std::string_view name, std::int64_t fallback, std::int64_t most) {
  const auto text = given(request, name);
  if (!text) return fallback;
  const auto number = parse_natural(*text);
  if (!number || *number < 1) return refuse_parameter(name, "must be an integer from 1.");
  return std::min(*number, most);
}

Result<Pages> read_pages(const http::Request& request) {
  const auto page = read_number(request, "page", 1, kPageMax);
  if (!page) return std::unexpected(page.error());
  const auto limit = read_number(request, "limit", 20, kLimitMax);
  if (!limit) return std::unexpected(limit.error());
  return Pages{*page, *limit};
}

Result<std::optional<std::string>> read_filter_text(const http::Request& request, std::string_view name, std::size_t limit) {
  auto text = given(request, name);
  if (text && (!is_utf8(*text) || text->contains('\0') || count_code_points(*text) > limit)) {
    return refuse_parameter(name, "must be text of at most " + std::to_string(limit) + " characters.");
  }
  return text;
}

}  // namespace seggwat::feedback
