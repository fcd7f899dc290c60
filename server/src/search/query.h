#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/words.h"

namespace seggwat::search {

constexpr std::size_t kQueryLimit = 500;  // code points
constexpr std::size_t kTermLimit = 32;
constexpr std::size_t kPieceLimit = 64;

struct Piece {
  std::string text;
  std::size_t offset = 0;     // places after the term's first word
  bool is_beginning = false;  // matches every word that begins so
};

// Words that must stand side by side: what was typed between two spaces, or between quotes.
struct Term {
  std::vector<Piece> pieces;
};

// What somebody looks for. Every term must be found.
struct Query {
  std::vector<Term> terms;
};

// Words are beginnings, a phrase in quotes is taken as it is; a quote that is not closed yet is a phrase whose last word is being
// typed. 400 `invalid_query`: nothing to look for, or too much.
Result<Query> parse_query(std::string_view text);

// Bytes of a text that matched.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Every place where `term` stands in the words of a text, in order.
std::vector<Range> find_term(const Term& term, const std::vector<Word>& words);

struct IndexWord {
  std::string text;
  bool is_beginning = false;
  auto operator<=>(const IndexWord&) const = default;
};

// What a message's row in the index must hold: every word of the query, once.
std::vector<IndexWord> index_words(const Query& query);

// All of these words in the index's own language, for the rows of these projects. Made of quoted words only: nothing that was typed
// can be taken for an operator.
std::string to_index_query(const std::vector<IndexWord>& words, const std::vector<char32_t>& project_marks);

}  // namespace seggwat::search
