#include "http/header_check.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace seggwat::http {
namespace {

using MaybeRefusal = std::optional<Refusal>;

constexpr Refusal malformed(std::string_view message) { return {400, "bad_request", message}; }
constexpr Refusal kHeadTooLarge{431, "headers_too_large", "The request's headers are too large."};
constexpr Refusal kTargetTooLong{414, "uri_too_long", "The request's address is too long."};
constexpr Refusal kUnknownMethod{501, "method_unknown", "This method is not known here."};
constexpr Refusal kForbiddenMethod{405, "method_not_allowed", "This method is not allowed."};
constexpr std::size_t kMaxMethod = 32;

constexpr std::array<std::string_view, 7> kMethods{"GET", "POST", "HEAD", "OPTIONS", "PATCH", "DELETE", "PUT"};

// Read by position or by one value only; a second one would leave it to chance which is believed.
constexpr std::array<std::string_view, 9> kOnlyOnce{"authorization", "content-type",     "origin",
                                                    "expect",        "x-api-key",        "x-project-key",
                                                    "x-csrf-token",  "content-encoding", "last-event-id"};

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_token_character(char c) { return is_alphanumeric(c) || (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").contains(c)); }
bool is_field_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return c == '\t' || (byte >= 0x20 && byte != 0x7F);
}

bool is_port(std::string_view text) { return text.size() <= 5 && std::ranges::all_of(text, is_digit); }

bool is_ipv6_literal(std::string_view text) {
  return text.size() > 2 && std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || c == ':' || c == '.'; });
}

// host [ ":" port ], RFC 9110 §7.2, without percent-encoding.
bool is_host(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos || !is_ipv6_literal(text.substr(1, end - 1))) return false;
    const auto rest = text.substr(end + 1);
    return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
  }
  const auto colon = text.find(':');
  const auto name = text.substr(0, colon);
  if (colon != std::string_view::npos && !is_port(text.substr(colon + 1))) return false;
  return !name.empty() && std::ranges::all_of(name, [](char c) { return is_alphanumeric(c) || c == '.' || c == '-' || c == '_'; });
}

bool is_target_character(char c) { return c > 0x20 && c < 0x7F && c != '#' && c != '"' && c != '<' && c != '>'; }

// The authority of `http://authority/…`; empty in any other form.
std::string_view authority_of(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (target.size() <= scheme.size() || !equals_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    return target.substr(0, target.find_first_of("/?"));
  }
  return {};
}

// Walks a head line by line, keeping what must be known of the lines before.
class HeadWalk {
 public:
  MaybeRefusal check_request_line(std::string_view line);
  MaybeRefusal check_field(std::string_view line);
  MaybeRefusal check_whole() const;

 private:
  MaybeRefusal check_version(std::string_view version);
  MaybeRefusal check_target(std::string_view target);
  MaybeRefusal check_framing(std::string_view name, std::string_view value, std::string_view line);
  MaybeRefusal check_repeat(std::string_view name);

  bool old_ = false;  // HTTP/1.0
  std::string_view authority_;
  std::string_view host_;
  std::size_t fields_ = 0;
  int hosts_ = 0;
  int lengths_ = 0;
  int encodings_ = 0;
  unsigned seen_once_ = 0;
};

MaybeRefusal HeadWalk::check_request_line(std::string_view line) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return malformed("The request line is not HTTP/1.1.");
  const auto method = line.substr(0, first);
  if (!is_token(method)) return malformed("The method is not a word.");
  if (auto refusal = check_version(line.substr(last + 1))) return refusal;
  if (method == "TRACE" || method == "CONNECT") return kForbiddenMethod;
  if (std::ranges::find(kMethods, method) == kMethods.end()) return kUnknownMethod;
  return check_target(line.substr(first + 1, last - first - 1));
}

MaybeRefusal HeadWalk::check_version(std::string_view version) {
  const bool shaped =
      version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) && version[6] == '.' && is_digit(version[7]);
  if (!shaped) return malformed("The request line names no HTTP version.");
  old_ = version.ends_with("1.0");
  if (old_ || version.ends_with("1.1")) return std::nullopt;
  return Refusal{505, "http_version", "Only HTTP/1.1 and HTTP/1.0 are spoken here."};
}

MaybeRefusal HeadWalk::check_target(std::string_view target) {
  if (target.size() > kMaxTarget) return kTargetTooLong;
  if (!std::ranges::all_of(target, is_target_character)) return malformed("The address holds a character that must be encoded.");
  authority_ = authority_of(target);
  if (!target.starts_with('/') && authority_.empty()) return malformed("The address must start with a slash.");
  return std::nullopt;
}

MaybeRefusal HeadWalk::check_field(std::string_view line) {
  if (++fields_ > kMaxHeaders) return kHeadTooLarge;
  if (line.front() == ' ' || line.front() == '\t') return malformed("A header must not be folded.");
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return malformed("A header line has no colon.");
  const auto name = line.substr(0, colon);
  const auto value = trim_blanks(line.substr(colon + 1));
  if (!is_token(name)) return malformed("A header's name is not a word.");
  if (!is_field_value(value)) return malformed("A header's value holds a control character.");
  if (auto refusal = check_framing(name, value, line)) return refusal;
  return check_repeat(name);
}

MaybeRefusal HeadWalk::check_framing(std::string_view name, std::string_view value, std::string_view line) {
  if (equals_ignoring_case(name, "host")) {
    host_ = value;
    if (++hosts_ > 1 || !is_host(value)) return malformed("There must be one well-formed Host.");
  } else if (equals_ignoring_case(name, "content-length")) {
    if (++lengths_ > 1 || !parse_natural(value)) return malformed("There must be one Content-Length, a decimal number.");
  } else if (equals_ignoring_case(name, "transfer-encoding")) {
    if (++encodings_ > 1) return malformed("There must be one Transfer-Encoding.");
    if (line.contains('\t')) return malformed("A tab stands in Transfer-Encoding.");  // some read it as another word
    if (!equals_ignoring_case(value, "chunked")) return Refusal{501, "transfer_encoding", "Only chunked transfer is known here."};
  } else if (equals_ignoring_case(name, "expect") && !old_ && !equals_ignoring_case(value, "100-continue")) {
    return Refusal{417, "expectation_failed", "Only 100-continue can be expected here."};
  }
  return std::nullopt;
}

MaybeRefusal HeadWalk::check_repeat(std::string_view name) {
  const auto found = std::ranges::find_if(kOnlyOnce, [name](std::string_view once) { return equals_ignoring_case(once, name); });
  if (found == kOnlyOnce.end()) return std::nullopt;
  const unsigned bit = 1U << (found - kOnlyOnce.begin());
  if ((seen_once_ & bit) != 0) return malformed("A header that may stand once is given twice.");
  seen_once_ |= bit;
  return std::nullopt;
}

MaybeRefusal HeadWalk::check_whole() const {
  if (hosts_ == 0 && !old_) return malformed("There must be one well-formed Host.");
  if (encodings_ > 0 && lengths_ > 0) return malformed("Content-Length and Transfer-Encoding exclude each other.");
  if (encodings_ > 0 && old_) return malformed("HTTP/1.0 has no chunked transfer.");
  if (!authority_.empty() && !equals_ignoring_case(authority_, host_)) return malformed("The address and the Host differ.");
  return std::nullopt;
}

std::expected<std::size_t, Refusal> too_long(std::string_view bytes) {
  const auto line = bytes.substr(0, bytes.find('\r'));
  if (line.size() <= kMaxTarget) return std::unexpected(kHeadTooLarge);
  const bool endless_method = line.find(' ') > kMaxMethod;
  return std::unexpected(endless_method ? kUnknownMethod : kTargetTooLong);
}

}  // namespace

bool is_token(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_token_character); }

bool is_field_value(std::string_view text) { return std::ranges::all_of(text, is_field_character); }

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::expected<std::size_t, Refusal> find_head_end(std::string_view bytes, std::size_t& scanned) {
  const auto window = bytes.substr(0, kMaxHead);
  for (; scanned < window.size(); ++scanned) {
    const char c = window[scanned];
    if (scanned > 0 && (c == '\n') != (window[scanned - 1] == '\r')) return std::unexpected(malformed("Lines must end in CR LF."));
    if (c != '\n') continue;
    if (scanned == 0) return std::unexpected(malformed("Lines must end in CR LF."));
    if (scanned >= 3 && window.substr(scanned - 3, 4) == "\r\n\r\n") return scanned + 1;
  }
  if (bytes.size() >= kMaxHead) return too_long(window);
  return 0;
}

std::optional<Refusal> check_head(std::string_view head) {
  if (head.size() > kMaxHead) return kHeadTooLarge;
  HeadWalk walk;
  bool first = true;
  while (true) {
    const auto end = head.find("\r\n");
    if (end == std::string_view::npos) return malformed("The headers do not end.");
    const auto line = head.substr(0, end);
    head.remove_prefix(end + 2);
    if (line.empty() && !first) break;
    if (auto refusal = first ? walk.check_request_line(line) : walk.check_field(line)) return refusal;
    first = false;
  }
  if (!head.empty()) return malformed("The headers do not end.");
  return walk.check_whole();
}

}  // namespace seggwat::http
