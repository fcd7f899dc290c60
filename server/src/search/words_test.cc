#include "search/words.h"

#include <gtest/gtest.h>

namespace seggwat::search {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> texts;
  for (const auto& word : split_into_words(text)) texts.push_back(word.text);
  return texts;
}
using Texts = std::vector<std::string>;

TEST(Words, are_lower_case_without_diacritics) {
  EXPECT_EQ(words_of("Ärger über  CAFÉ, naïve Żółć"), (Texts{"arger", "uber", "cafe", "naive", "zolc"}));
  EXPECT_EQ(words_of("Straße Ødegård Þór œuvre"), (Texts{"strasse", "odegard", "thor", "oeuvre"}));
  EXPECT_EQ(words_of("ΣΊΣΥΦΟΣ Йод ЁЛКА"), (Texts{"σισυφοσ", "иод", "елка"}));
}

TEST(Words, written_composed_or_decomposed_are_the_same) {
  EXPECT_EQ(words_of("caf\u00e9"), words_of("cafe\u0301"));
  EXPECT_EQ(words_of("ﬁne ＡＢＣ１２"), (Texts{"fine", "abc12"}));
}

TEST(Words, of_addresses_and_numbers_are_split_where_people_would_search) {
  EXPECT_EQ(words_of("ada.l@shop.example #4711-B"), (Texts{"ada", "l", "shop", "example", "4711", "b"}));
  EXPECT_EQ(words_of("don't l’avion"), (Texts{"don", "t", "l", "avion"}));
}

TEST(Words, of_scripts_without_spaces_are_overlapping_pairs_and_the_last_letter_alone) {
  EXPECT_EQ(words_of("申请退款"), (Texts{"申请", "请退", "退款", "款"}));
  EXPECT_EQ(words_of("款"), (Texts{"款"}));
  EXPECT_EQ(words_of("注文ABCです"), (Texts{"注文", "文", "abc", "です", "す"}));
  EXPECT_EQ(words_of("สวัสดี").size(), 6U);
  EXPECT_EQ(words_of("환불"), (Texts{"환불", "불"}));
}

TEST(Words, of_emoji_stand_alone_whatever_their_skin) {
  EXPECT_EQ(words_of("great👍🏽job"), (Texts{"great", "👍", "job"}));
  EXPECT_EQ(words_of("👩‍👩‍👧"), (Texts{"👩", "👩", "👧"}));
}

TEST(Words, vowels_of_indian_scripts_are_kept_and_those_of_arabic_dropped) {
  EXPECT_NE(words_of("कि"), words_of("कु"));
  EXPECT_EQ(words_of("مُحَمَّد"), words_of("محمد"));
}

TEST(Words, broken_text_is_harmless) {
  EXPECT_EQ(words_of(std::string("a\xFF"
                                 "b\0c",
                                 5)),
            (Texts{"a", "b", "c"}));
  EXPECT_EQ(words_of("\xE2\x80\x8B\xCC\x81  %_%"), Texts{});
  EXPECT_EQ(words_of("a\u00ADb"), (Texts{"ab"}));
}

TEST(Words, that_are_very_long_are_known_by_their_beginning) {
  EXPECT_EQ(words_of(std::string(10'000, 'x')), (Texts{std::string(kWordLimit, 'x')}));
}

TEST(Words, marks_of_mentioned_members_are_none) {
  EXPECT_EQ(words_of("ask @{01890000-0000-7000-8000-000000000001} now"), (Texts{"ask", "now"}));
  EXPECT_EQ(words_of("@{short}"), (Texts{"short"}));
}

TEST(Words, know_where_they_stand) {
  const std::string text = "Zum Café";
  const auto words = split_into_words(text);
  EXPECT_EQ(text.substr(words[1].begin, words[1].end - words[1].begin), "Café");
}

}  // namespace
}  // namespace seggwat::search
