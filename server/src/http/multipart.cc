#include "http/multipart.h"

#include <string.h>  // memmem

#include <algorithm>

#include "base/text.h"
#include "http/header_check.h"
#include "http/percent.h"

namespace seggwat::http {
namespace {

constexpr std::size_t kMaxBoundary = 70;         // RFC 2046 §5.1.1
constexpr std::size_t kMaxPartHead = 16 * 1024;  // all headers of a part
constexpr std::size_t kMaxPartHeaders = 8;
constexpr std::size_t kMaxName = 100;
constexpr std::string_view kLineEnd = "\r\n";

// Linear in the text, whatever it holds: an upload is searched on the event loop.
std::size_t find_in(std::string_view text, std::string_view part) {
  const auto* found = static_cast<const char*>(::memmem(text.data(), text.size(), part.data(), part.size()));
  return found == nullptr ? std::string_view::npos : static_cast<std::size_t>(found - text.data());
}

std::unexpected<Error> malformed() { return invalid("bad_multipart", "The body is not well-formed multipart/form-data."); }

bool is_boundary(std::string_view text) {
  static constexpr std::string_view kOthers = "'()+_,-./:=? ";
  const auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || kOthers.contains(c);
  };
  return !text.empty() && text.size() <= kMaxBoundary && text.back() != ' ' && std::ranges::all_of(text, fits);
}

struct Parameter {
  std::string_view name;
  std::string value;
};

// Takes `"…"` off the front: everything to the next quotation mark. Browsers write a mark inside as %22 and a backslash as itself,
// other clients write \" and \\; so `\` escapes only those two.
std::optional<std::string> take_quoted(std::string_view& rest) {
  std::string value;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == '"') {
      rest.remove_prefix(at + 1);
      return value;
    }
    const bool escapes = rest[at] == '\\' && at + 1 < rest.size() && (rest[at + 1] == '"' || rest[at + 1] == '\\');
    if (escapes) ++at;
    value += rest[at];
  }
  return std::nullopt;
}

// Takes one `; name=value` off the front.
std::optional<Parameter> take_parameter(std::string_view& rest) {
  if (rest.empty() || rest.front() != ';') return std::nullopt;
  rest = trim_blanks(rest.substr(1));
  const auto equals = rest.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  Parameter parameter{.name = rest.substr(0, equals)};
  if (!is_token(parameter.name)) return std::nullopt;
  rest.remove_prefix(equals + 1);
  if (rest.starts_with('"')) {
    auto value = take_quoted(rest);
    if (!value) return std::nullopt;
    parameter.value = std::move(*value);
  } else {
    const auto end = std::min(rest.find_first_of("; \t"), rest.size());
    parameter.value = std::string(rest.substr(0, end));
    if (!is_token(parameter.value)) return std::nullopt;
    rest.remove_prefix(end);
  }
  rest = trim_blanks(rest);
  return parameter;
}

// The parameters after a header's main value; nothing when they are malformed or one is named twice.
std::optional<std::vector<Parameter>> parameters_of(std::string_view rest) {
  std::vector<Parameter> parameters;
  while (!rest.empty()) {
    auto parameter = take_parameter(rest);
    if (!parameter) return std::nullopt;
    const auto same = [&](const Parameter& other) { return equals_ignoring_case(other.name, parameter->name); };
    if (std::ranges::any_of(parameters, same)) return std::nullopt;
    parameters.push_back(std::move(*parameter));
  }
  return parameters;
}

std::string_view main_value(std::string_view header) { return trim_blanks(header.substr(0, header.find(';'))); }
std::string_view after_main_value(std::string_view header) {
  const auto semicolon = header.find(';');
  return semicolon == std::string_view::npos ? std::string_view{} : header.substr(semicolon);
}

// Undoes what browsers do to names (HTML §4.10.21.8): %0A, %0D and %22.
std::string undo_browser_escapes(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const auto code = text.substr(0, 3);
    const bool escaped = code == "%22" || equals_ignoring_case(code, "%0d") || equals_ignoring_case(code, "%0a");
    plain += code == "%22" ? '"' : (escaped ? ' ' : text.front());
    text.remove_prefix(escaped ? 3 : 1);
  }
  return plain;
}

// `UTF-8''%C3%A4.png` (RFC 8187), which some clients write for a name that is not ASCII although forms do not have it. A name that
// cannot be read is none; a file it is all the same.
std::string read_extended(std::string_view value) {
  const auto begin = value.find('\'', value.find('\'') + 1);
  auto name = begin == std::string_view::npos ? std::nullopt : percent_decode(value.substr(begin + 1));
  return name && is_utf8(*name) ? *std::move(name) : std::string();
}

Status read_disposition(std::string_view value, FormPart& part) {
  if (!equals_ignoring_case(main_value(value), "form-data")) return malformed();
  auto parameters = parameters_of(after_main_value(value));
  if (!parameters) return malformed();
  for (auto& parameter : *parameters) {
    if (equals_ignoring_case(parameter.name, "name")) part.name = undo_browser_escapes(parameter.value);
    if (equals_ignoring_case(parameter.name, "filename")) part.filename = undo_browser_escapes(parameter.value);
    if (equals_ignoring_case(parameter.name, "filename*") && !part.filename) part.filename = read_extended(parameter.value);
  }
  if (part.name.empty() || part.name.size() > kMaxName || !is_utf8(part.name)) return malformed();
  if (part.filename && !is_utf8(*part.filename)) return malformed();
  return {};
}

Status read_header(std::string_view line, FormPart& part) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return malformed();
  // A browser writes a file's name as it is, control characters too; only what could begin a line is refused.
  if (line.find_first_of("\r\n") != std::string_view::npos) return malformed();
  const auto name = line.substr(0, colon);
  const auto value = trim_blanks(line.substr(colon + 1));
  if (equals_ignoring_case(name, "content-disposition")) {
    if (!part.name.empty()) return malformed();
    return read_disposition(value, part);
  }
  if (equals_ignoring_case(name, "content-type")) {
    if (!part.content_type.empty()) return malformed();
    part.content_type = to_lower_ascii(main_value(value));
  }
  // RFC 7578 §4.7: no longer used; what would have to be decoded is refused.
  if (equals_ignoring_case(name, "content-transfer-encoding") && !equals_ignoring_case(value, "binary") &&
      !equals_ignoring_case(value, "8bit") && !equals_ignoring_case(value, "7bit")) {
    return malformed();
  }
  return {};
}

// Takes the headers and their empty line off the front of `rest`.
Status take_part_head(std::string_view& rest, FormPart& part) {
  for (std::size_t headers = 0, bytes = 0;; ++headers) {
    const auto end = rest.substr(0, kMaxPartHead - bytes).find(kLineEnd);
    if (end == std::string_view::npos || headers > kMaxPartHeaders) return malformed();
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end + 2);
    bytes += end + 2;
    if (line.empty()) break;
    if (auto read = read_header(line, part); !read) return read;
    if (bytes >= kMaxPartHead) return malformed();
  }
  if (part.name.empty()) return malformed();
  return {};
}

}  // namespace

Result<std::string> read_boundary(std::string_view content_type) {
  if (!equals_ignoring_case(main_value(content_type), "multipart/form-data")) {
    return fail(ErrorKind::unsupported, "unsupported_media_type", "Send the file as multipart/form-data.");
  }
  auto parameters = parameters_of(after_main_value(content_type));
  if (!parameters) return malformed();
  for (auto& parameter : *parameters) {
    if (equals_ignoring_case(parameter.name, "boundary") && is_boundary(parameter.value)) return std::move(parameter.value);
  }
  return malformed();
}

Result<std::vector<FormPart>> parse_multipart(std::string_view body, std::string_view boundary, std::size_t max_parts) {
  const std::string delimiter = "\r\n--" + std::string(boundary);
  const std::string_view opening = std::string_view(delimiter).substr(2);
  if (!body.starts_with(opening)) return malformed();
  body.remove_prefix(opening.size());
  std::vector<FormPart> parts;
  while (body.starts_with(kLineEnd)) {
    body.remove_prefix(2);
    FormPart part;
    if (auto head = take_part_head(body, part); !head) return std::unexpected(head.error());
    const auto end = find_in(body, delimiter);
    if (end == std::string_view::npos) return malformed();
    part.content = body.substr(0, end);
    body.remove_prefix(end + delimiter.size());
    if (find_part(parts, part.name) != nullptr || parts.size() == max_parts) return malformed();
    parts.push_back(std::move(part));
  }
  if (parts.empty() || (body != "--" && body != "--\r\n")) return malformed();
  return parts;
}

const FormPart* find_part(const std::vector<FormPart>& parts, std::string_view name) {
  const auto found = std::ranges::find(parts, name, [](const FormPart& part) { return std::string_view(part.name); });
  return found == parts.end() ? nullptr : &*found;
}

}  // namespace seggwat::http
