#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace seggwat {

// Well-formed UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);
// Code points of well-formed UTF-8.
std::size_t count_code_points(std::string_view text);
std::string_view first_code_points(std::string_view text, std::size_t count);
// The first `limit` code points; `…` in place of the last when something was cut.
std::string cut_to(std::string_view text, std::size_t limit);
// Without Unicode White_Space at either end (Unicode 15 PropList).
std::string_view trim_white_space(std::string_view text);
// True when nothing in it leaves a mark on a screen: white space, zero-width, format and filler characters only.
bool is_invisible(std::string_view text);
// C0, DEL or C1 control characters, line ends included.
bool has_control_characters(std::string_view text);

// ASCII only, as protocols need it.
std::string to_lower_ascii(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);

// One plain ASCII mailbox, `local@domain`, ≤ 254 characters: dot-atom local part, a domain of letters, digits and hyphens with
// at least one dot; no quoting, comments, literals or lists (a subset of RFC 5321 §4.1.2 that every mail server takes).
bool is_email_address(std::string_view text);

// Decimal digits only, no sign, no leading zero but "0" itself, within 64 bits.
std::optional<std::int64_t> parse_natural(std::string_view text);

}  // namespace seggwat
