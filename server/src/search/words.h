#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace seggwat::search {

// One word of a text as the index knows it: lower case, without diacritics, wide letters made narrow. A word stands at a position:
// its place in the list. Scripts that put no space between words give one entry for each character: the character with the one
// after it, the last of a run alone; so any run of two or more is found by its overlapping pairs, and a single one as a beginning.
struct Word {
  std::string text;
  std::size_t begin = 0;  // bytes of the original text
  std::size_t end = 0;
  std::size_t first_end = 0;    // of a pair: where its first character ends; else `end`
  bool in_run = false;          // of a script without spaces
  bool follows_in_run = false;  // the second character of the pair before it
};

constexpr std::size_t kWordLimit = 40;  // code points; what is longer is known by its beginning

// `text` is UTF-8; bytes that are not are skipped. Marks for mentioned members are no words.
std::vector<Word> split_into_words(std::string_view text);

}  // namespace seggwat::search
