#include "base/json.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <cmath>

#include "base/json_claims.h"

namespace seggwat {
namespace {

// What a document says and Boost.JSON's own values do not keep: members that are named twice, and the sign of -0.
struct Census {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  using Code = boost::system::error_code&;
  std::size_t members = 0;  // doubles included
  bool holds_negative_zero = false;

  bool on_object_end(std::size_t count, Code) {
    members += count;
    return true;
  }
  bool on_document_begin(Code) { return true; }
  bool on_document_end(Code) { return true; }
  bool on_object_begin(Code) { return true; }
  bool on_array_begin(Code) { return true; }
  bool on_array_end(std::size_t, Code) { return true; }
  bool on_key_part(json::string_view, std::size_t, Code) { return true; }
  bool on_key(json::string_view, std::size_t, Code) { return true; }
  bool on_string_part(json::string_view, std::size_t, Code) { return true; }
  bool on_string(json::string_view, std::size_t, Code) { return true; }
  bool on_number_part(json::string_view, Code) { return true; }
  bool on_int64(std::int64_t number, json::string_view written, Code) {
    holds_negative_zero = holds_negative_zero || (number == 0 && written.starts_with('-'));
    return true;
  }
  bool on_uint64(std::uint64_t, json::string_view, Code) { return true; }
  bool on_double(double, json::string_view, Code) { return true; }
  bool on_bool(bool, Code) { return true; }
  bool on_null(Code) { return true; }
  bool on_comment_part(json::string_view, Code) { return true; }
  bool on_comment(json::string_view, Code) { return true; }
};

json::parse_options strict_options() {
  json::parse_options options;
  options.max_depth = kMaxJsonDepth;
  return options;
}

// Makes every number null that no double can hold (1e400): as an infinity it could not be written as JSON again. False when there
// was one.
bool drop_huge_numbers(json::value& value) {
  bool all_finite = true;
  if (auto* object = value.if_object()) {
    for (auto& member : *object) all_finite = drop_huge_numbers(member.value()) && all_finite;
  } else if (auto* array = value.if_array()) {
    for (auto& element : *array) all_finite = drop_huge_numbers(element) && all_finite;
  } else if (const auto* number = value.if_double(); number != nullptr && !std::isfinite(*number)) {
    value = nullptr;
    all_finite = false;
  }
  return all_finite;
}

std::size_t count_kept_members(const json::value& value) {
  std::size_t members = 0;
  if (const auto* object = value.if_object()) {
    members = object->size();
    for (const auto& member : *object) members += count_kept_members(member.value());
  } else if (const auto* array = value.if_array()) {
    for (const auto& element : *array) members += count_kept_members(element);
  }
  return members;
}

Census census_of(std::string_view text) {
  json::basic_parser<Census> parser(strict_options());
  boost::system::error_code fault;
  parser.write_some(false, text.data(), text.size(), fault);
  return parser.handler();
}

enum class Huge { refused, null };

Result<json::value> parse(std::string_view text, Huge huge) {
  boost::system::error_code fault;
  json::value value = json::parse(text, fault, {}, strict_options());
  if (fault) return invalid("invalid_json", "The body is not valid JSON.");
  const auto census = census_of(text);
  if ((value.is_object() || value.is_array()) && census.members != count_kept_members(value)) {
    return invalid("invalid_json", "The body names a member twice.");
  }
  if (census.holds_negative_zero && huge == Huge::refused) return invalid("invalid_json", "The body holds the number -0.");
  if (!drop_huge_numbers(value) && huge == Huge::refused) {
    return invalid("invalid_json", "The body holds a number that is too large.");
  }
  return value;
}

Result<json::object> as_object(Result<json::value> value) {
  if (!value) return std::unexpected(std::move(value.error()));
  if (!value->is_object()) return invalid("invalid_json", "The body must be a JSON object.");
  return std::move(value->get_object());
}

}  // namespace

Result<json::value> parse_json(std::string_view text) { return parse(text, Huge::refused); }
Result<json::object> parse_json_object(std::string_view text) { return as_object(parse_json(text)); }
Result<json::object> parse_claims(std::string_view text) { return as_object(parse(text, Huge::null)); }

const json::value* Fields::find(std::string_view name) const {
  const auto* value = object_.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

bool Fields::is_null(std::string_view name) const {
  const auto* value = object_.if_contains(name);
  return value != nullptr && value->is_null();
}

void Fields::refuse(std::string_view name, std::string_view why) {
  if (fault_) return;
  fault_ = Error{ErrorKind::invalid, "invalid_field", "`" + std::string(name) + "` " + std::string(why)};
}

std::optional<std::string> Fields::text(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto* text = value->if_string();
  if (text == nullptr) {
    refuse(name, "must be text.");
    return std::nullopt;
  }
  if (std::string_view(*text).contains('\0')) {
    refuse(name, "must not hold a NUL character.");
    return std::nullopt;
  }
  return std::string(*text);
}

std::string Fields::required_text(std::string_view name) {
  if (find(name) == nullptr) refuse(name, "is missing.");
  return text(name).value_or("");
}

std::optional<std::int64_t> Fields::integer(std::string_view name) {
  constexpr std::int64_t kLargest = (std::int64_t{1} << 53) - 1;
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_int64() || value->get_int64() > kLargest || value->get_int64() < -kLargest) {
    refuse(name, "must be an integer.");
    return std::nullopt;
  }
  return value->get_int64();
}

std::int64_t Fields::required_integer(std::string_view name) {
  if (find(name) == nullptr) refuse(name, "is missing.");
  return integer(name).value_or(0);
}

std::optional<bool> Fields::flag(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_bool()) {
    refuse(name, "must be true or false.");
    return std::nullopt;
  }
  return value->get_bool();
}

bool Fields::required_flag(std::string_view name) {
  if (find(name) == nullptr) refuse(name, "is missing.");
  return flag(name).value_or(false);
}

const json::object* Fields::object(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return nullptr;
  if (!value->is_object()) refuse(name, "must be an object.");
  return value->if_object();
}

const json::array* Fields::list(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return nullptr;
  if (!value->is_array()) refuse(name, "must be a list.");
  return value->if_array();
}

Status Fields::status() const {
  if (fault_) return std::unexpected(*fault_);
  return {};
}

}  // namespace seggwat
