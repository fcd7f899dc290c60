#include "base/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace seggwat {
namespace {

bool holds_fraction(const json::value& value) {
  if (const auto* object = value.if_object()) {
    return std::ranges::any_of(*object, [](const auto& member) { return holds_fraction(member.value()); });
  }
  if (const auto* array = value.if_array()) return std::ranges::any_of(*array, holds_fraction);
  return value.is_double();
}

void write_fraction(double value, std::string& text) {
  constexpr double kSmallest = 1e-6;
  constexpr double kLargest = 1e15;
  const double size = std::abs(value);
  if (size == 0) {
    text += '0';  // never -0, which parse_json refuses
    return;
  }
  if (size < kSmallest || size >= kLargest) {
    text += json::serialize(json::value(value));
    return;
  }
  std::array<char, 64> digits{};
  auto* end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed).ptr;
  text.append(digits.data(), end);
}

void write_value(const json::value& value, std::string& text) {
  std::string_view separator;
  if (const auto* object = value.if_object()) {
    text += '{';
    for (const auto& member : *object) {
      text.append(separator).append(json::serialize(json::value(member.key()))) += ':';
      write_value(member.value(), text);
      separator = ",";
    }
    text += '}';
  } else if (const auto* array = value.if_array()) {
    text += '[';
    for (const auto& element : *array) {
      text.append(separator);
      write_value(element, text);
      separator = ",";
    }
    text += ']';
  } else if (value.is_double()) {
    write_fraction(value.get_double(), text);
  } else {
    text += json::serialize(value);
  }
}

}  // namespace

std::string to_json_text(const json::value& value) {
  if (!holds_fraction(value)) return json::serialize(value);
  std::string text;
  write_value(value, text);
  return text;
}

}  // namespace seggwat
