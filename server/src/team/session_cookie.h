#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/request.h"

namespace seggwat::team {

// scheme://host[:port] of a URL as a browser writes it in `Origin`: lower case, without the scheme's own port. Empty when `url` is
// none.
std::string origin_of(std::string_view url);

// How the session token travels: `__Host-seggwat` with Secure when the public URL is https or a loopback address, else `seggwat`
// without Secure (a plain-http intranet). Always HttpOnly, SameSite=Lax, Path=/.
class SessionCookie {
 public:
  explicit SessionCookie(std::string_view public_url);

  bool is_secure() const { return secure_; }
  std::optional<std::string_view> read(const http::Request& request) const;
  // Values of a Set-Cookie line.
  std::string set(std::string_view token) const;
  std::string clear() const;

 private:
  std::string_view name() const;
  std::string line(std::string_view value, Seconds max_age) const;

  bool secure_;
};

}  // namespace seggwat::team
