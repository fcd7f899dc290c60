#pragma once

#include <chrono>
#include <string>

namespace seggwat::http {

enum class CookieTransport { https_only, any_scheme };

// A cookie of the dashboard. Name and value are ours: a token's characters only.
struct Cookie {
  std::string name;
  std::string value;
  std::chrono::seconds max_age;  // 0 makes the browser forget it
  CookieTransport transport = CookieTransport::https_only;
};

// The value of Set-Cookie: for the whole host, never for scripts, not sent along by other sites' forms (RFC 6265bis).
std::string set_cookie(const Cookie& cookie);

}  // namespace seggwat::http
