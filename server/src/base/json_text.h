#pragma once

#include <string>

#include "base/json.h"

namespace seggwat {

// JSON text with fractions as people write them, 4.25, where Boost.JSON would write 4.25E0.
std::string to_json_text(const json::value& value);

}  // namespace seggwat
