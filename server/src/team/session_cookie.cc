#include "team/session_cookie.h"

#include <algorithm>
#include <boost/url/parse.hpp>

#include "base/text.h"
#include "http/cookie.h"
#include "team/authenticator.h"

namespace seggwat::team {
namespace {

constexpr std::string_view kSecureName = "__Host-seggwat";
constexpr std::string_view kPlainName = "seggwat";

bool is_default_port(std::string_view scheme, std::string_view port) {
  return port.empty() || (scheme == "http" && port == "80") || (scheme == "https" && port == "443");
}

bool is_loopback(std::string_view host) {
  const bool is_ipv4 = std::ranges::all_of(host, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
  return host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || (is_ipv4 && host.starts_with("127."));
}

bool wants_secure(std::string_view origin) {
  if (origin.starts_with("https://")) return true;
  auto host = origin.substr(std::min(origin.size(), std::string_view("http://").size()));
  const auto port = host.find_last_of(':');
  if (port != std::string_view::npos && !host.ends_with(']')) host = host.substr(0, port);
  return is_loopback(host);
}

}  // namespace

std::string origin_of(std::string_view url) {
  const auto parsed = boost::urls::parse_uri(url);
  if (!parsed || parsed->host().empty()) return {};
  const auto scheme = to_lower_ascii(parsed->scheme());
  std::string origin = scheme + "://" + to_lower_ascii(parsed->encoded_host());
  if (!is_default_port(scheme, parsed->port())) origin += ":" + std::string(parsed->port());
  return origin;
}

SessionCookie::SessionCookie(std::string_view public_url) : secure_(wants_secure(origin_of(public_url))) {}

std::string_view SessionCookie::name() const { return secure_ ? kSecureName : kPlainName; }

std::optional<std::string_view> SessionCookie::read(const http::Request& request) const { return request.cookie(name()); }

std::string SessionCookie::set(std::string_view token) const {
  return line(token, std::chrono::duration_cast<Seconds>(kSessionAbsolute));
}

std::string SessionCookie::clear() const { return line("", Seconds{0}); }

std::string SessionCookie::line(std::string_view value, Seconds max_age) const {
  const auto transport = secure_ ? http::CookieTransport::https_only : http::CookieTransport::any_scheme;
  return http::set_cookie({std::string(name()), std::string(value), max_age, transport});
}

}  // namespace seggwat::team
