// JSON itself: what is accepted can be written and read again, and is still the same.
#include "base/json.h"
#include "base/json_text.h"
#include "base/text.h"
#include "fuzz/fuzz.h"

namespace seggwat::fuzz {

void run(std::string_view bytes) {
  const auto value = parse_json(bytes);
  const auto object = parse_json_object(bytes);
  must(object.has_value() == (value && value->is_object()));
  if (!value) return must(value.error().kind == ErrorKind::invalid);
  must(is_utf8(bytes));
  const auto again = parse_json(json::serialize(*value));
  must(again && *again == *value);
  must(parse_json(to_json_text(*value)).has_value());
}

}  // namespace seggwat::fuzz
