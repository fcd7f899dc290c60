#include "end_users/attributes.h"

#include <cmath>

#include "end_users/end_users.h"

namespace seggwat::end_users {
namespace {

bool holds_nul(std::string_view text) { return text.contains('\0'); }

// Text, a finite number, or true/false.
bool is_plain(std::string_view name, const json::value& value) {
  if (holds_nul(name)) return false;
  if (const auto* text = value.if_string()) return !holds_nul(*text);
  if (const auto* real = value.if_double()) return std::isfinite(*real);
  return value.is_number() || value.is_bool();
}

}  // namespace

Result<std::string> read_given_attributes(const json::object& attributes) {
  if (attributes.size() > kAttributes) return invalid("invalid_attributes", "There may be at most 20 attributes.");
  for (const auto& [name, value] : attributes) {
    if (!is_plain(name, value)) return invalid("invalid_attributes", "An attribute must be text, a number, true or false.");
  }
  return json::serialize(attributes);
}

std::string keep_claimed_attributes(const json::object& attributes) {
  json::object kept;
  for (const auto& [name, value] : attributes) {
    if (kept.size() < kAttributes && is_plain(name, value)) kept[name] = value;
  }
  return json::serialize(kept);
}

}  // namespace seggwat::end_users
