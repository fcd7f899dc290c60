// JSON itself: what is accepted can be written and read again, and is still the same.
#include "base/json.h"

#include <algorithm>
#include <cmath>

#include "base/json_text.h"
#include "base/text.h"
#include "fuzz/fuzz.h"

namespace seggwat::fuzz {
namespace {

// Equal but for the last bits of a fraction: the parser may be one unit in the last place off.
bool is_same(const json::value& a, const json::value& b) {
  if (a.is_double() && b.is_double()) {
    const double x = a.get_double();
    const double y = b.get_double();
    return x == y || std::abs(x - y) <= 1e-14 * std::abs(x);
  }
  if (a.is_array() && b.is_array()) return std::ranges::equal(a.get_array(), b.get_array(), is_same);
  if (!a.is_object() || !b.is_object()) return a == b;
  const auto has_same = [&](const json::key_value_pair& member) {
    const auto* other = b.get_object().if_contains(member.key());
    return other != nullptr && is_same(member.value(), *other);
  };
  return a.get_object().size() == b.get_object().size() && std::ranges::all_of(a.get_object(), has_same);
}

}  // namespace

void run(std::string_view bytes) {
  const auto value = parse_json(bytes);
  const auto object = parse_json_object(bytes);
  must(object.has_value() == (value && value->is_object()));
  if (!value) return must(value.error().kind == ErrorKind::invalid);
  must(is_utf8(bytes));
  const auto again = parse_json(json::serialize(*value));
  must(again && is_same(*again, *value));
  must(parse_json(to_json_text(*value)).has_value());
}

}  // namespace seggwat::fuzz
