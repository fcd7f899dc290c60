#include "search/row_words.h"

#include <algorithm>
#include <ranges>
#include <vector>

#include "search/letters.h"
#include "search/project_mark.h"
#include "search/words.h"

namespace seggwat::search {
namespace {

// Sorted, so that equal rows are equal texts.
std::string joined(std::vector<std::string> words) {
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string all;
  for (const auto& word : words) {
    if (!all.empty()) all += ' ';
    all += word;
  }
  return all;
}

void add_words(std::int64_t number, std::string_view text, std::vector<std::string>& into) {
  std::string sign;
  append_utf8(sign, mark_of(number));
  for (const auto& word : split_into_words(text)) into.push_back(sign + word.text);
}

}  // namespace

std::string words_of_person(std::int64_t number, const store::Person& person) {
  std::vector<std::string> words;
  for (const auto& text : person.texts) add_words(number, text, words);
  return joined(std::move(words));
}

std::string words_of_message(std::int64_t number, std::string_view of_person, std::string_view body) {
  std::vector<std::string> words;
  for (const auto word : std::views::split(of_person, ' ')) {
    if (!word.empty()) words.emplace_back(word.begin(), word.end());
  }
  add_words(number, body, words);
  return joined(std::move(words));
}

}  // namespace seggwat::search
