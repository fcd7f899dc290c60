#pragma once

#include <string>

namespace seggwat::search {

enum class LetterKind {
  break_,       // ends a word
  transparent,  // leaves no trace: diacritics, joiners, soft hyphens
  word,         // part of a word
  run,          // a letter of a script without spaces between words
  symbol        // a word by itself: emoji
};
LetterKind kind_of(char32_t letter);

// Appends the letter as the index knows it: lower case, decomposed, without its diacritics.
void append_folded(std::string& text, char32_t letter);
void append_utf8(std::string& text, char32_t letter);

}  // namespace seggwat::search
