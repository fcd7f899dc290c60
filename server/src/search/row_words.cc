#include "search/row_words.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "search/letters.h"
#include "search/project_mark.h"
#include "search/words.h"

namespace seggwat::search {
namespace {

using Texts = std::vector<std::string_view>;

std::string joined_words(std::int64_t number, const Texts& texts) {
  std::vector<std::string> words;
  for (const auto text : texts) {
    for (auto& word : split_into_words(text)) words.push_back(std::move(word.text));
  }
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string sign;
  append_utf8(sign, mark_of(number));
  std::string all;
  for (const auto& word : words) {
    if (!all.empty()) all += ' ';
    all += sign;
    all += word;
  }
  return all;
}

}  // namespace

std::string words_of_person(std::int64_t number, const store::Person& person) {
  return joined_words(number, Texts(person.texts.begin(), person.texts.end()));
}

std::string words_of_message(std::int64_t number, const store::Person& person, const std::string& body) {
  Texts texts(person.texts.begin(), person.texts.end());
  texts.emplace_back(body);
  return joined_words(number, texts);
}

}  // namespace seggwat::search
