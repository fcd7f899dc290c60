#include "search/query.h"

#include <glib.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "search/letters.h"

namespace seggwat::search {
namespace {

std::unexpected<Error> bad_query(std::string message) { return invalid("invalid_query", std::move(message)); }

struct Chunk {
  std::string text;
  bool is_exact = false;  // between two quotes
};

// Text between spaces, and between quotes.
std::vector<Chunk> chunks_of(std::string_view text) {
  std::vector<Chunk> chunks(1);
  bool quoted = false;
  const auto next = [&](bool exact) {
    chunks.back().is_exact = exact;
    chunks.emplace_back();
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto* start = text.data() + at;
    const char32_t letter = g_utf8_get_char(start);
    const auto length = static_cast<std::size_t>(g_utf8_next_char(start) - start);
    if (letter == '"' || letter == 0x201C || letter == 0x201D || letter == 0x201E) {
      next(quoted);
      quoted = !quoted;
    } else if (!quoted && g_unichar_isspace(letter)) {
      next(false);
    } else {
      chunks.back().text.append(start, length);
    }
    at += length;
  }
  return chunks;
}

Term term_of(const Chunk& chunk) {
  Term term;
  const auto words = split_into_words(chunk.text);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto& word = words[at];
    if (word.in_run && word.follows_in_run && word.end == word.first_end) continue;  // the pair before it says the same
    const bool lone_letter = word.in_run && word.end == word.first_end;
    term.pieces.push_back({word.text, at, lone_letter || count_code_points(word.text) >= kWordLimit});
  }
  if (!term.pieces.empty() && !chunk.is_exact) term.pieces.back().is_beginning = true;
  return term;
}

bool is_match(const Piece& piece, const Word& word) {
  return piece.is_beginning ? word.text.starts_with(piece.text) : word.text == piece.text;
}

std::size_t end_of(const Piece& piece, const Word& word) {
  return word.in_run && count_code_points(piece.text) == 1 ? word.first_end : word.end;
}

}  // namespace

Result<Query> parse_query(std::string_view text) {
  if (!is_utf8(text) || text.contains('\0')) return bad_query("`q` must be text.");
  if (count_code_points(text) > kQueryLimit) return bad_query("`q` can have at most 500 characters.");
  Query query;
  std::size_t pieces = 0;
  for (const auto& chunk : chunks_of(text)) {
    auto term = term_of(chunk);
    if (term.pieces.empty()) continue;
    pieces += term.pieces.size();
    query.terms.push_back(std::move(term));
  }
  if (query.terms.empty()) return bad_query("`q` needs at least one letter or digit.");
  if (query.terms.size() > kTermLimit || pieces > kPieceLimit) return bad_query("`q` has too many words.");
  return query;
}

std::vector<Range> find_term(const Term& term, const std::vector<Word>& words) {
  std::vector<Range> found;
  for (std::size_t start = 0; start + term.pieces.back().offset < words.size(); ++start) {
    const bool all =
        std::ranges::all_of(term.pieces, [&](const Piece& piece) { return is_match(piece, words[start + piece.offset]); });
    if (!all) continue;
    const auto& last = term.pieces.back();
    found.push_back({words[start].begin, end_of(last, words[start + last.offset])});
  }
  return found;
}

std::vector<IndexWord> index_words(const Query& query) {
  std::set<IndexWord> words;
  for (const auto& term : query.terms) {
    for (const auto& piece : term.pieces) words.insert({piece.text, piece.is_beginning});
  }
  return {words.begin(), words.end()};
}

std::string to_index_query(const std::vector<IndexWord>& words, const std::vector<char32_t>& project_marks) {
  std::string text;
  for (const auto mark : project_marks) {
    text += text.empty() ? "(" : " OR (";
    bool first = true;
    for (const auto& word : words) {
      text += first ? "\"" : " AND \"";
      first = false;
      append_utf8(text, mark);
      text += word.text + (word.is_beginning ? "\" *" : "\"");
    }
    text += ")";
  }
  return text;
}

}  // namespace seggwat::search
