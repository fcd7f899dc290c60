// What somebody types into the search box never becomes an operator of the index's language.
#include "fuzz/fuzz.h"
#include "search/query.h"
#include "search/snippet.h"
#include "search/words.h"

namespace seggwat::fuzz {
namespace {

// Outside of quotes stand only our own operators.
void is_made_of_quoted_words(std::string_view index_query) {
  bool quoted = false;
  for (const char c : index_query) {
    if (c == '"') quoted = !quoted;
    if (!quoted && c != '"') must(std::string_view(" +*()ANDOR").contains(c));
  }
  must(!quoted);
}

}  // namespace

void run(std::string_view bytes) {
  const auto text = bytes.substr(0, bytes.find('\n'));
  const auto query = search::parse_query(text);
  if (!query) return must(query.error().code == "invalid_query");
  must(!query->terms.empty() && query->terms.size() <= search::kTermLimit);
  is_made_of_quoted_words(search::to_index_query(search::index_words(*query), {U'\uE000', U'\uE001'}));
}

}  // namespace seggwat::fuzz
