#include "search/letters.h"

#include <glib.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace seggwat::search {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Thai, Lao, Tibetan, Myanmar, Khmer, kana, Bopomofo, Han and Hangul, with their extensions and half-width forms.
constexpr std::array<Range, 17> kWithoutSpaces{{{0x0E01, 0x0EDF},
                                                {0x0F00, 0x0FBC},
                                                {0x1000, 0x109F},
                                                {0x1100, 0x11FF},
                                                {0x1780, 0x17D3},
                                                {0x2E80, 0x2FD5},
                                                {0x3005, 0x3007},
                                                {0x3041, 0x309F},
                                                {0x30A1, 0x30FA},
                                                {0x30FC, 0x318F},
                                                {0x31A0, 0x31FF},
                                                {0x3400, 0x4DBF},
                                                {0x4E00, 0x9FFF},
                                                {0xAC00, 0xD7A3},
                                                {0xF900, 0xFAFF},
                                                {0xFF66, 0xFFDC},
                                                {0x20000, 0x3FFFF}}};
constexpr std::array<Range, 4> kSymbols{{{0x2600, 0x27BF}, {0x2B05, 0x2B55}, {0x1F000, 0x1F3FA}, {0x1F400, 0x1FAFF}}};
constexpr Range kSkinTones{0x1F3FB, 0x1F3FF};
// Scripts of India whose marks are vowels: without them words would fall together.
constexpr Range kMarksAreVowels{0x0900, 0x0DFF};

// Letters that Unicode does not take apart, as people without their keyboard type them.
struct Spelled {
  char32_t letter;
  std::string_view as;
};
constexpr std::array<Spelled, 13> kSpelled{{{0x00DF, "ss"},
                                            {0x00E6, "ae"},
                                            {0x00F0, "d"},
                                            {0x00F8, "o"},
                                            {0x00FE, "th"},
                                            {0x0111, "d"},
                                            {0x0127, "h"},
                                            {0x0131, "i"},
                                            {0x0142, "l"},
                                            {0x0153, "oe"},
                                            {0x0167, "t"},
                                            {0x03C2, "σ"},
                                            {0x0640, ""}}};

bool is_in(char32_t letter, Range range) { return letter >= range.first && letter <= range.last; }

template <std::size_t N>
bool is_in(char32_t letter, const std::array<Range, N>& ranges) {
  return std::ranges::any_of(ranges, [letter](Range range) { return is_in(letter, range); });
}

bool is_dropped_mark(char32_t letter) {
  const auto type = g_unichar_type(letter);
  return (type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK) && !is_in(letter, kMarksAreVowels);
}

void append_plain(std::string& text, char32_t letter) {
  letter = g_unichar_tolower(letter);
  const auto* spelled = std::ranges::find(kSpelled, letter, &Spelled::letter);
  if (spelled != kSpelled.end()) {
    text += spelled->as;
  } else {
    append_utf8(text, letter);
  }
}

}  // namespace

LetterKind kind_of(char32_t letter) {
  if (letter < 0x80) return g_ascii_isalnum(static_cast<char>(letter)) ? LetterKind::word : LetterKind::break_;
  if (is_in(letter, kWithoutSpaces)) return LetterKind::run;
  if (is_in(letter, kSkinTones)) return LetterKind::transparent;
  if (is_in(letter, kSymbols)) return LetterKind::symbol;
  const auto type = g_unichar_type(letter);
  if (type == G_UNICODE_FORMAT || is_dropped_mark(letter)) return LetterKind::transparent;
  const bool is_mark = type == G_UNICODE_SPACING_MARK || type == G_UNICODE_NON_SPACING_MARK;
  if (is_mark || g_unichar_isalnum(letter)) return LetterKind::word;
  const bool other_number = type == G_UNICODE_LETTER_NUMBER || type == G_UNICODE_OTHER_NUMBER;
  return other_number ? LetterKind::word : LetterKind::break_;
}

void append_folded(std::string& text, char32_t letter) {
  if (letter < 0x80) {
    text += g_ascii_tolower(static_cast<char>(letter));
    return;
  }
  if (is_in(letter, kWithoutSpaces) && letter < 0xFF00) return append_utf8(text, letter);
  std::array<gunichar, G_UNICHAR_MAX_DECOMPOSITION_LENGTH> parts{};
  const auto count = g_unichar_fully_decompose(g_unichar_tolower(letter), TRUE, parts.data(), parts.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_dropped_mark(parts[i]) && kind_of(parts[i]) != LetterKind::break_) append_plain(text, parts[i]);
  }
}

void append_utf8(std::string& text, char32_t letter) {
  std::array<char, 6> bytes{};
  text.append(bytes.data(), static_cast<std::size_t>(g_unichar_to_utf8(letter, bytes.data())));
}

}  // namespace seggwat::search
