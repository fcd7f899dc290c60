#include "app/stream_routes.h"

#include <algorithm>

#include "app/cors.h"
#include "base/text.h"
#include "end_users/token.h"
#include "http/detached_socket.h"

namespace seggwat::app {
namespace {

constexpr std::int64_t kLongestWait = 25;

std::optional<std::string> cursor_of(const http::Request& request) {
  if (const auto id = request.header("Last-Event-ID")) return std::string(*id);
  return request.query_value("cursor");
}

Result<Seconds> read_wait(const http::Request& request) {
  const auto text = request.query_value("wait");
  if (!text) return Seconds{kLongestWait};
  const auto wait = parse_natural(*text);
  if (!wait) return invalid("invalid_query", "`wait` in the query must be a number of seconds from 0 to 25.");
  return Seconds{std::min(*wait, kLongestWait)};
}

http::Response headers_only(const std::vector<http::Header>& extra) {
  http::Response response;
  response.set("Content-Type", "text/event-stream");
  response.set("Cache-Control", "no-store");
  response.set("X-Accel-Buffering", "no");
  for (const auto& header : extra) response.set(header.name, header.value);
  return response;
}

realtime::User user_of(const end_users::EndUser& user) { return {user.project, user.sub, user.secret.uuid}; }

Instant end_of(const end_users::EndUser& user) { return user.expires_at + end_users::kClockSkew; }

}  // namespace

realtime::TeamScope scope_of(const team::Caller& caller) {
  realtime::TeamScope scope{.member = caller.member.id, .is_person = caller.is_person()};
  if (!caller.member.is_admin()) scope.projects = caller.member.projects;
  scope.credential = caller.is_person() ? caller.session->uuid : caller.key->uuid;
  return scope;
}

template <class Audience>
Result<http::Plan> StreamRoutes::open(const http::Request& request, const Audience& audience, realtime::Opening opening) const {
  if (auto admitted = realtime_.admit(audience); !admitted) return std::unexpected(admitted.error());
  if (request.method == http::Method::head) return headers_only(opening.headers);
  opening.cursor = cursor_of(request);
  return http::Takeover{[this, audience, opening = std::move(opening)](std::unique_ptr<http::DetachedSocket> socket) mutable {
    realtime_.open_stream(std::move(socket), audience, std::move(opening));
  }};
}

template <class Audience>
Result<http::Plan> StreamRoutes::poll(const http::Request& request, const Audience& audience,
                                      std::optional<Instant> ends_at) const {
  const auto wait = read_wait(request);
  if (!wait) return std::unexpected(wait.error());
  if (auto admitted = realtime_.admit(audience); !admitted) return std::unexpected(admitted.error());
  return realtime_.poll(audience, cursor_of(request), *wait, ends_at);
}

Result<http::Plan> StreamRoutes::stream_to_user(const http::Request& request, const end_users::EndUser& user) const {
  return open(request, user_of(user), {.headers = cors_headers(request), .ends_at = end_of(user)});
}

Result<http::Plan> StreamRoutes::poll_for_user(const http::Request& request, const end_users::EndUser& user) const {
  return poll(request, user_of(user), end_of(user));
}

Result<http::Plan> StreamRoutes::stream_to_team(const http::Request& request, const team::Caller& caller) const {
  return open(request, scope_of(caller), {});
}

Result<http::Plan> StreamRoutes::poll_for_team(const http::Request& request, const team::Caller& caller) const {
  return poll(request, scope_of(caller), std::nullopt);
}

}  // namespace seggwat::app
