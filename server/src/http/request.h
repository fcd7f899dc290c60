#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "base/result.h"

namespace seggwat::http {

enum class Method { get, head, post, put, patch, del, options };
std::string_view to_text(Method method);

struct Header {
  std::string name;
  std::string value;
};

// One whole request, already checked against RFC 9110/9112 and percent-decoded once. Owned by the connection.
struct Request {
  Method method = Method::get;
  std::string path;   // decoded, starts with '/', never holds NUL or an encoded slash
  std::string query;  // as sent, without '?'
  std::vector<Header> headers;
  std::string body;
  std::string client_address;                               // the peer's, or what a trusted proxy says
  std::vector<std::pair<std::string, std::string>> params;  // filled by the router: {tid} → its text

  // The header's value, names compared without case; nothing when absent.
  std::optional<std::string_view> header(std::string_view name) const;
  // Decoded value of the first `name` in the query; nothing when absent. What is badly encoded stands for itself, as it is written:
  // a filter that cannot be read must not be taken for none.
  std::optional<std::string> query_value(std::string_view name) const;
  // Whether the first `name` in the query is there and cannot be decoded.
  bool is_badly_encoded(std::string_view name) const;
  // Text of a path parameter; empty when the route has none of that name.
  std::string_view param(std::string_view name) const;
  // A path parameter as an id: 404 when it cannot be one.
  template <class IdType>
  Result<IdType> id(std::string_view name) const {
    const auto parsed = IdType::parse(param(name));
    if (!parsed) return not_found();
    return *parsed;
  }
  // The body as one JSON object; 400 `invalid_json`.
  Result<json::object> json() const { return parse_json_object(body); }
  // The value of a cookie; nothing when absent.
  std::optional<std::string_view> cookie(std::string_view name) const;
};

}  // namespace seggwat::http
