#include "team/session_cookie.h"

#include <algorithm>
#include <boost/url/parse.hpp>

#include "base/text.h"
#include "http/cookie.h"
#include "team/authenticator.h"

namespace seggwat::team {
namespace {

bool is_default_port(std::string_view scheme, std::string_view port) {
  return port.empty() || (scheme == "http" && port == "80") || (scheme == "https" && port == "443");
}

bool is_loopback(std::string_view host) {
  const bool is_ipv4 = std::ranges::all_of(host, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
  return host == "localhost" || host.ends_with(".localhost") || host == "[::1]" || (is_ipv4 && host.starts_with("127."));
}

bool is_on_loopback(std::string_view origin) {
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

SessionCookie::SessionCookie(std::string_view public_url) {
  const auto origin = origin_of(public_url);
  const bool is_https = origin.starts_with("https://");
  if (is_https || is_on_loopback(origin)) names_.push_back(kSecureName);
  if (!is_https) names_.push_back(kPlainName);
}

std::optional<std::string_view> SessionCookie::read(const http::Request& request) const {
  for (const auto name : names_) {
    if (const auto token = request.cookie(name)) return token;
  }
  return std::nullopt;
}

void SessionCookie::set(http::Response& response, std::string_view token) const {
  add(response, token, std::chrono::duration_cast<Seconds>(kSessionAbsolute));
}

void SessionCookie::clear(http::Response& response) const { add(response, "", Seconds{0}); }

void SessionCookie::add(http::Response& response, std::string_view value, Seconds max_age) const {
  for (const auto name : names_) {
    const auto transport = name == kSecureName ? http::CookieTransport::https_only : http::CookieTransport::any_scheme;
    response.add("Set-Cookie", http::set_cookie({std::string(name), std::string(value), max_age, transport}));
  }
}

}  // namespace seggwat::team
