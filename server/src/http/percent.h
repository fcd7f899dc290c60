#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace seggwat::http {

enum class Plus { is_itself, is_space };

// Undoes percent-encoding once; nothing when a `%` is not followed by two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text, Plus plus = Plus::is_itself);

// A path as a request may name it: starts with '/', decoded once; no NUL or other control character, no backslash, no encoded
// slash, no `.` or `..` segment, well-formed UTF-8. Nothing for any other.
std::optional<std::string> decode_path(std::string_view raw);

}  // namespace seggwat::http
