#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"

namespace seggwat {

// RFC 3339 with `Z` or an offset, years 1970 … 9999; what is finer than a millisecond is cut off. Nothing for any other text.
std::optional<Instant> parse_rfc3339(std::string_view text);

}  // namespace seggwat
