#include "http/request.h"

#include <algorithm>

#include "base/text.h"
#include "http/header_check.h"
#include "http/percent.h"

namespace seggwat::http {
namespace {

// The part before `separator`, taken off `rest` together with it.
std::string_view take_until(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const auto part = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return part;
}

// The value that stands behind `name` first, as it is written.
std::optional<std::string_view> raw_value(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    std::string_view value = take_until(query, '&');
    if (percent_decode(take_until(value, '='), Plus::is_space) == name) return value;
  }
  return std::nullopt;
}

std::optional<std::string> decoded_text(std::string_view raw) {
  auto decoded = percent_decode(raw, Plus::is_space);
  if (decoded && !is_utf8(*decoded)) return std::nullopt;
  return decoded;
}

}  // namespace

std::string_view to_text(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
  }
  return "";
}

std::optional<std::string_view> Request::header(std::string_view name) const {
  const auto found =
      std::ranges::find_if(headers, [name](const Header& header) { return equals_ignoring_case(header.name, name); });
  if (found == headers.end()) return std::nullopt;
  return found->value;
}

std::optional<std::string> Request::query_value(std::string_view name) const {
  const auto raw = raw_value(query, name);
  if (!raw) return std::nullopt;
  return decoded_text(*raw).value_or(std::string(*raw));
}

bool Request::is_badly_encoded(std::string_view name) const {
  const auto raw = raw_value(query, name);
  return raw && !decoded_text(*raw);
}

std::string_view Request::param(std::string_view name) const {
  const auto found = std::ranges::find(params, name, [](const auto& param) { return std::string_view(param.first); });
  return found == params.end() ? std::string_view{} : std::string_view(found->second);
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  for (const auto& header : headers) {
    if (!equals_ignoring_case(header.name, "cookie")) continue;
    std::string_view rest = header.value;
    while (!rest.empty()) {
      std::string_view value = trim_blanks(take_until(rest, ';'));
      if (value.contains('=') && take_until(value, '=') == name) return value;
    }
  }
  return std::nullopt;
}

}  // namespace seggwat::http
