#include "end_users/identify.h"

#include <algorithm>

#include "base/text.h"

namespace seggwat::end_users {
namespace {

bool stands_twice(const http::Request& request, std::string_view name) {
  return std::ranges::count_if(request.headers,
                               [name](const http::Header& header) { return equals_ignoring_case(header.name, name); }) > 1;
}

// RFC 6750 §2.1: the scheme in any case, spaces, the token.
std::optional<std::string_view> read_bearer(std::string_view credentials) {
  constexpr std::string_view kScheme = "Bearer ";
  if (!equals_ignoring_case(credentials.substr(0, kScheme.size()), kScheme)) return std::nullopt;
  const auto start = credentials.find_first_not_of(' ', kScheme.size());
  if (start == std::string_view::npos) return std::nullopt;
  return credentials.substr(start);
}

}  // namespace

Result<EndUser> identify(const http::Request& request, const FindProject& find, Instant now) {
  if (stands_twice(request, "Authorization") || stands_twice(request, "X-Project-Key")) {
    return invalid("invalid_request", "Authorization and X-Project-Key may stand in a request only once.");
  }
  const auto credentials = request.header("Authorization");
  const auto token = credentials ? read_bearer(*credentials) : std::nullopt;
  if (!token) return token_invalid();
  return verify(find, *token, request.header("X-Project-Key"), now);
}

}  // namespace seggwat::end_users
