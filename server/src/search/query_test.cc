#include "search/query.h"

#include <gtest/gtest.h>

#include "search/snippet.h"

namespace seggwat::search {
namespace {

std::string index_query_of(std::string_view text) { return to_index_query(index_words(*parse_query(text)), {U'#'}); }

std::string found_in(std::string_view query, const std::string& text) {
  std::string found;
  const auto parsed = *parse_query(query);
  for (const auto& term : parsed.terms) {
    for (const auto& range : find_term(term, split_into_words(text)))
      found += "[" + text.substr(range.begin, range.end - range.begin) + "]";
  }
  return found;
}

TEST(Query, words_are_beginnings_and_phrases_are_not) {
  EXPECT_EQ(index_query_of("Ref due"), R"(("#due" * AND "#ref" *))");
  EXPECT_EQ(index_query_of("\"my order\""), R"(("#my" AND "#order"))");
  EXPECT_EQ(index_query_of("\"my ord"), R"(("#my" AND "#ord" *))");
}

TEST(Query, nothing_that_is_typed_is_an_operator) {
  EXPECT_EQ(index_query_of("a OR b"), R"(("#a" * AND "#b" * AND "#or" *))");
  EXPECT_EQ(index_query_of("\" OR NEAR( *"), R"(("#near" * AND "#or"))");
  EXPECT_EQ(index_query_of("words:x ^y -z (w)"), R"(("#w" * AND "#words" AND "#x" * AND "#y" * AND "#z" *))");
}

TEST(Query, is_for_several_projects_at_once) {
  EXPECT_EQ(to_index_query(index_words(*parse_query("x")), {U'1', U'2'}), R"(("1x" *) OR ("2x" *))");
}

TEST(Query, without_words_or_with_too_many_is_refused) {
  for (const std::string bad : {"", "   ", "%_%_%", "\"\"", "...", "\xFF"}) {
    EXPECT_EQ(parse_query(bad).error().code, "invalid_query") << bad;
  }
  EXPECT_FALSE(parse_query(std::string(501, 'x')));
  EXPECT_TRUE(parse_query(std::string(500, 'x')));
  std::string many;
  for (int i = 0; i < 33; ++i) many += "w" + std::to_string(i) + " ";
  EXPECT_FALSE(parse_query(many));
}

TEST(Query, finds_words_by_their_beginning_whatever_their_case_and_accents) {
  EXPECT_EQ(found_in("cafe", "Das CAFÉ am Cafetisch"), "[CAFÉ][Cafetisch]");
  EXPECT_EQ(found_in("afe", "Café"), "");
}

TEST(Query, finds_phrases_only_side_by_side) {
  EXPECT_EQ(found_in("\"my order\"", "My, order. order my"), "[My, order]");
  EXPECT_EQ(found_in("ada@shop.example", "write to ada@shop.example please"), "[ada@shop.example]");
  EXPECT_EQ(found_in("ada@shop.example", "ada and shop example"), "");
}

TEST(Query, finds_runs_of_letters_in_scripts_without_spaces) {
  EXPECT_EQ(found_in("退款", "我要申请退款吗"), "[退款]");
  EXPECT_EQ(found_in("退", "我要申请退款吗"), "[退]");
  EXPECT_EQ(found_in("吗", "我要申请退款吗"), "[吗]");
  EXPECT_EQ(found_in("请款", "申请退款"), "");
  EXPECT_EQ(found_in("申请退款", "我申请退款"), "[申请退款]");
  EXPECT_EQ(found_in("注文ABC", "ご注文ABCです"), "[注文ABC]");
}

TEST(Snippet, shows_one_line_around_the_first_hit) {
  const auto parts = make_snippet("one\ntwo three", {{4, 7}});
  EXPECT_EQ(parts, (std::vector<SnippetPart>{{"one ", false}, {"two", true}, {" three", false}}));
}

TEST(Snippet, is_cut_at_whole_letters_and_says_so) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "ää ";
  text += "hit";
  const auto parts = make_snippet(text + std::string(300, 'x'), {{text.size() - 3, text.size()}});
  EXPECT_TRUE(parts.front().text.starts_with("…"));
  EXPECT_TRUE(parts.back().text.ends_with("…"));
  EXPECT_EQ(parts[1], (SnippetPart{"hit", true}));
}

TEST(Snippet, does_not_cut_the_mark_of_a_mentioned_member) {
  const std::string mention = "@{01890000-0000-7000-8000-000000000001}";
  const std::string text = "please " + mention + " look at the refund";
  const auto at = text.find("refund");
  EXPECT_EQ(make_snippet(text, {{at, at + 6}}).front().text, "… look at the ");
  EXPECT_EQ(make_snippet(mention + " refund", {{40, 46}}).front().text, "… ");
}

TEST(Snippet, joins_hits_that_overlap) {
  EXPECT_EQ(make_snippet("abcd", {{1, 3}, {0, 2}}), (std::vector<SnippetPart>{{"abc", true}, {"d", false}}));
}

}  // namespace
}  // namespace seggwat::search
