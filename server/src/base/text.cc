#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace seggwat {
namespace {

struct CodePoint {
  char32_t value;
  std::size_t length;  // bytes; 0 when the text is malformed here
};

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if ((lead & 0xF0) == 0xE0) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

CodePoint decode_at(std::string_view text, std::size_t at) {
  constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = sequence_length(lead);
  if (length == 0 || at + length > text.size()) return {0, 0};
  if (length == 1) return {lead, 1};
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[at + i])) return {0, 0};
    value = value << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[length] || surrogate || value > 0x10FFFF) return {0, 0};
  return {value, length};
}

bool is_white_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

struct Range {
  char32_t first;
  char32_t last;
};

// Default_Ignorable_Code_Point and the blank fillers, besides White_Space and controls.
constexpr std::array<Range, 22> kUnseen{
    {{0x00AD, 0x00AD},   {0x034F, 0x034F},   {0x061C, 0x061C}, {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
     {0x200B, 0x200F},   {0x202A, 0x202E},   {0x2060, 0x206F}, {0x2800, 0x2800},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},
     {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB}, {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3}, {0x1D159, 0x1D159},
     {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}, {0x180E, 0x180E}, {0x2065, 0x2065}}};

bool leaves_no_mark(char32_t c) {
  if (is_white_space(c) || c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
  return std::ranges::any_of(kUnseen, [c](Range range) { return c >= range.first && c <= range.last; });
}

bool is_atom_character(char c) {
  constexpr std::string_view kSpecials = "!#$%&'*+-/=?^_`{|}~";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kSpecials.contains(c);
}

bool is_dot_atom(std::string_view text) {
  if (text.empty() || text.front() == '.' || text.back() == '.' || text.contains("..")) return false;
  return std::ranges::all_of(text, [](char c) { return c == '.' || is_atom_character(c); });
}

bool is_domain_label(std::string_view label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
  return std::ranges::all_of(
      label, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; });
}

bool is_mail_domain(std::string_view domain) {
  if (!domain.contains('.')) return false;
  while (true) {
    const auto dot = domain.find('.');
    if (!is_domain_label(domain.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    domain.remove_prefix(dot + 1);
  }
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode_at(text, at);
    if (point.length == 0) return false;
    at += point.length;
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return !is_continuation(c); }));
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (std::size_t kept = 0; kept < count && at < text.size(); ++kept) {
    ++at;
    while (at < text.size() && is_continuation(text[at])) ++at;
  }
  return text.substr(0, at);
}

std::string cut_to(std::string_view text, std::size_t limit) {
  if (count_code_points(text) <= limit) return std::string(text);
  return std::string(first_code_points(text, limit - 1)) + "…";
}

std::string_view trim_white_space(std::string_view text) {
  while (!text.empty()) {
    const auto point = decode_at(text, 0);
    if (point.length == 0 || !is_white_space(point.value)) break;
    text.remove_prefix(point.length);
  }
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && is_continuation(text[last])) --last;
    const auto point = decode_at(text, last);
    if (point.length == 0 || !is_white_space(point.value)) break;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

bool is_invisible(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode_at(text, at);
    if (point.length == 0 || !leaves_no_mark(point.value)) return false;
    at += point.length;
  }
  return true;
}

bool has_control_characters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode_at(text, at);
    if (point.length == 0) return true;
    if (point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0)) return true;
    at += point.length;
  }
  return false;
}

std::string to_lower_ascii(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

bool is_email_address(std::string_view text) {
  if (text.size() > 254 || text.starts_with('-')) return false;
  const auto at = text.find('@');
  if (at == std::string_view::npos || at > 64) return false;
  return is_dot_atom(text.substr(0, at)) && is_mail_domain(text.substr(at + 1));
}

std::optional<std::int64_t> parse_natural(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  if (!std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace seggwat
