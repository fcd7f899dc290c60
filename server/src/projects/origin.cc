#include "projects/origin.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "projects/project.h"

namespace seggwat::projects {
namespace {

constexpr std::size_t kUrlBytes = 2048;

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_scheme(std::string_view text) {
  if (text.empty() || !(text.front() >= 'a' && text.front() <= 'z')) return false;
  return std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '+' || c == '-' || c == '.'; });
}

bool is_host(std::string_view text) {
  if (text.empty() || text.size() > 253) return false;
  if (text.front() == '[') {
    if (text.size() < 4 || text.back() != ']') return false;
    return std::ranges::all_of(text.substr(1, text.size() - 2),
                               [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == ':' || c == '.'; });
  }
  if (text.front() == '.' || text.contains("..")) return false;
  return std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_'; });
}

std::optional<int> read_port(std::string_view text) {
  const auto port = parse_natural(text);
  if (!port || *port < 1 || *port > 65535) return std::nullopt;
  return static_cast<int>(*port);
}

bool is_default_port(std::string_view scheme, int port) {
  return (scheme == "http" && port == 80) || (scheme == "https" && port == 443);
}

// Where the host ends and `:port` begins; an IPv6 address holds colons of its own.
std::size_t find_port(std::string_view authority) {
  const auto bracket = authority.rfind(']');
  return authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
}

}  // namespace

std::optional<std::string> normalise_origin(std::string_view text) {
  const auto lower = to_lower_ascii(text);
  const std::string_view origin = lower;
  const auto colon = origin.find("://");
  if (colon == std::string_view::npos || origin.size() > kUrlBytes) return std::nullopt;
  const auto scheme = origin.substr(0, colon);
  const auto authority = origin.substr(colon + 3);
  const auto port_at = find_port(authority);
  const auto host = authority.substr(0, port_at);
  if (!is_scheme(scheme) || !is_host(host)) return std::nullopt;
  const auto plain = std::string(scheme) + "://" + std::string(host);
  if (port_at == std::string_view::npos) return plain;
  const auto port = read_port(authority.substr(port_at + 1));
  if (!port) return std::nullopt;
  return is_default_port(scheme, *port) ? plain : plain + ":" + std::to_string(*port);
}

std::optional<std::string> origin_of_url(std::string_view url) {
  if (url.size() > kUrlBytes || has_control_characters(url) || url.find_first_of(" \\") != std::string_view::npos)
    return std::nullopt;
  const auto start = to_lower_ascii(url.substr(0, 8));
  if (!start.starts_with("http://") && !start.starts_with("https://")) return std::nullopt;
  const auto path = url.find_first_of("/?#", url.find("://") + 3);
  return normalise_origin(url.substr(0, path));
}

std::optional<std::string> read_allowed_origin(std::string_view typed) {
  auto text = trim_white_space(typed);
  if (text == "*") return std::string(text);
  if (text.ends_with('/')) text.remove_suffix(1);
  return normalise_origin(text);
}

bool allows_origin(const Project& project, OriginPresence presence, std::string_view origin) {
  const auto& allowed = project.allowed_origins;
  if (std::ranges::find(allowed, "*") != allowed.end()) return true;
  if (presence == OriginPresence::absent) return false;
  const auto normal = normalise_origin(origin);
  if (!normal) return false;
  return allowed.empty() || std::ranges::find(allowed, *normal) != allowed.end();
}

}  // namespace seggwat::projects
