#include "http/cookie.h"

namespace seggwat::http {

std::string set_cookie(const Cookie& cookie) {
  std::string line = cookie.name + "=" + cookie.value + "; Path=/; Max-Age=" + std::to_string(cookie.max_age.count());
  line += "; HttpOnly; SameSite=Lax";
  if (cookie.transport == CookieTransport::https_only) line += "; Secure";
  return line;
}

}  // namespace seggwat::http
