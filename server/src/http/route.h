#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

#include "http/plan.h"

namespace seggwat::http {

// Who may call a route. app/guard enforces it before the handler runs; the routes table, the OpenAPI file and the security matrix
// are held against each other by tests.
enum class Access {
  open,        // anybody; no CORS (sign-in, set-up, invitations, health)
  asset,       // static files for any page: CORS *
  submission,  // project_key + allowed origin: CORS (public calls)
  config,      // GET /widget/config: CORS, a present Origin must be allowed
  end_user,    // Authorization: Bearer <end-user token>: CORS
  team,        // session cookie (+ CSRF on writes) or API key
  session,     // session cookie only: nothing a key may do
};

inline constexpr std::size_t kBodyLimit = 64 * 1024;  // of every call but uploads

struct Route {
  Method method;
  std::string_view pattern;  // "/api/v1/projects/{id}/threads/{tid}"; static storage
  Access access;
  Handler handle;
  std::size_t body_limit = kBodyLimit;  // bytes; above it 413
  // Of a route that takes large bodies: refuses by the head alone, so that a stranger's is never read.
  std::function<std::optional<Error>(const Request& head)> refuse_unread{};
  // Ends in the write lane, and strangers may call it in any number: while the lane is behind it is refused before anything is
  // looked at.
  bool yields_to_load = false;
};

}  // namespace seggwat::http
