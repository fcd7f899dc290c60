#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "http/request.h"
#include "http/response.h"

namespace seggwat::team {

// scheme://host[:port] of a URL as a browser writes it in `Origin`: lower case, without the scheme's own port. Empty when `url` is
// none.
std::string origin_of(std::string_view url);

// How the session token travels: as `__Host-seggwat` with Secure when the public URL is https or a loopback address, else as
// `seggwat` without Secure (a plain-http intranet). Always HttpOnly, SameSite=Lax, Path=/. On plain-http loopback it travels as
// both: WebKit keeps no Secure cookie there.
class SessionCookie {
 public:
  explicit SessionCookie(std::string_view public_url);

  // Nobody between browser and server can read it.
  bool is_secure() const { return names_.front() == kSecureName; }
  std::optional<std::string_view> read(const http::Request& request) const;
  // Adds the Set-Cookie lines that make the browser keep `token`, or forget it.
  void set(http::Response& response, std::string_view token) const;
  void clear(http::Response& response) const;

 private:
  static constexpr std::string_view kSecureName = "__Host-seggwat";
  static constexpr std::string_view kPlainName = "seggwat";

  void add(http::Response& response, std::string_view value, Seconds max_age) const;

  std::vector<std::string_view> names_;  // the first that a request carries counts
};

}  // namespace seggwat::team
