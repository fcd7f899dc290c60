#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace seggwat {

namespace json = boost::json;

constexpr std::size_t kMaxJsonDepth = 64;

// RFC 8259, strictly, and no object may name a member twice. Errors: 400 `invalid_json`.
Result<json::value> parse_json(std::string_view text);
Result<json::object> parse_json_object(std::string_view text);

// Reads the members of one object. A member that is absent or null is "not given"; the first fault is kept and told by
// status(): 400 `invalid_field` with the member's name. Members nobody asks for are ignored.
class Fields {
 public:
  explicit Fields(const json::object& object) : object_(object) {}

  bool has(std::string_view name) const { return object_.contains(name); }
  bool is_null(std::string_view name) const;

  // Text without NUL.
  std::optional<std::string> text(std::string_view name);
  std::string required_text(std::string_view name);
  // A JSON integer (never 4.0, 1e3 or -0) within ±(2^53 − 1).
  std::optional<std::int64_t> integer(std::string_view name);
  std::int64_t required_integer(std::string_view name);
  std::optional<bool> flag(std::string_view name);
  bool required_flag(std::string_view name);
  const json::object* object(std::string_view name);
  const json::array* list(std::string_view name);

  // Lets the caller add a fault of its own; only the first one is kept.
  void refuse(std::string_view name, std::string_view why);
  Status status() const;

 private:
  const json::value* find(std::string_view name) const;

  const json::object& object_;
  std::optional<Error> fault_;
};

// null where there is no value.
template <class T>
json::value or_null(const std::optional<T>& value) {
  if (!value) return nullptr;
  return json::value(*value);
}

}  // namespace seggwat
