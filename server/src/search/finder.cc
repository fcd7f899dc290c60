#include "search/finder.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "base/text.h"
#include "search/index_store.h"
#include "search/project_mark.h"
#include "search/words.h"

namespace seggwat::search {
namespace {

constexpr std::int64_t kFromTheNewest = std::numeric_limits<std::int64_t>::max();

constexpr std::int64_t kFewRows = 200;
constexpr std::size_t kQuickBeginning = 5;  // letters behind the project's mark, see the index's `prefix`
constexpr std::size_t kRoughLooks = 500;

struct KnownPerson {
  std::vector<std::string> texts;
  std::vector<std::vector<Word>> words;  // of each text
  std::int64_t last_seq = 0;
};

// Where the terms of a query stand.
struct Match {
  std::vector<Range> in_body;
  std::vector<Range> in_person;
  std::size_t text = 0;  // of the person: the first that holds a term
};

class Search {
 public:
  Search(db::Database& database, const Request& request, const Admit& admit)
      : database_(database), request_(request), admit_(admit) {}

  Page run() {
    std::vector<char32_t> marks;
    for (const auto& project : request_.projects) {
      if (const auto number = store::find_project_number(database_, project)) marks.push_back(mark_of(*number));
    }
    if (marks.empty()) return {};
    const auto words = index_words(request_.query);
    auto below = request_.after.value_or(kFromTheNewest);
    if (const auto shorter = with_quick_beginnings(words); shorter != words) {
      const auto reached = walk(ask_for(shorter, marks), below, kRoughLooks);
      if (!reached) return std::move(page_);
      below = *reached;
    }
    walk(ask_for(words, marks), below, request_.most_looks);
    return std::move(page_);
  }

 private:
  // Looks at candidates below a key, at `most` of them. Returns where to go on when these did not make a page.
  std::optional<std::int64_t> walk(const std::string& index_query, std::int64_t below, std::size_t most) {
    std::optional<std::int64_t> reached;
    store::walk(database_, index_query, below, [&](const store::Candidate& candidate, const store::ReadBody& read) {
      if (looks_ >= most && most < request_.most_looks) {
        reached = candidate.key + 1;
        return false;
      }
      return look(candidate, read);
    });
    return reached;
  }

  // The index has lists for beginnings of a few letters; for longer ones it first gathers all rows that they stand in, which takes
  // long when that is every row. So the first candidates come by the first letters: of a frequent word they are all that is needed.
  static std::vector<IndexWord> with_quick_beginnings(std::vector<IndexWord> words) {
    for (auto& word : words) {
      if (!is_quick(word)) word.text = std::string(first_code_points(word.text, kQuickBeginning));
    }
    return words;
  }
  static bool is_quick(const IndexWord& word) { return !word.is_beginning || count_code_points(word.text) <= kQuickBeginning; }

  // A word that stands in few rows is asked for alone: their texts are soon read, while the lists of frequent words, such as those
  // of everybody's email address, would be walked from end to end for the few places where they meet.
  std::string ask_for(const std::vector<IndexWord>& words, const std::vector<char32_t>& marks) const {
    if (words.size() > 1) {
      for (const auto& word : words) {
        if (!is_quick(word)) continue;
        auto alone = to_index_query({word}, marks);
        if (!store::answer_more_than(database_, alone, kFewRows)) return alone;
      }
    }
    return to_index_query(words, marks);
  }

  bool look(const store::Candidate& candidate, const store::ReadBody& read) {
    if (++looks_ > request_.most_looks || (looks_ > 1 && is_late())) {
      page_.next = candidate.key + 1;
      return false;
    }
    if (candidate.is_deleted || done_.contains(candidate.thread)) return true;
    const auto& person = person_of(candidate.thread);
    const auto body = read();
    const auto match = match_in(body, person);
    if (!match) return true;
    done_.insert(candidate.thread);
    if (was_shown_before(candidate.thread, person) || !admit_(candidate.thread)) return true;
    if (page_.hits.size() == request_.limit) {
      page_.next = last_key_;
      return false;
    }
    last_key_ = candidate.key;
    page_.hits.push_back(hit_of(candidate, body, person, *match));
    return true;
  }

  bool is_late() const { return request_.until && std::chrono::steady_clock::now() > *request_.until; }

  const KnownPerson& person_of(const ThreadId& thread) {
    const auto [at, is_new] = people_.try_emplace(thread);
    if (!is_new) return at->second;
    if (auto found = store::find_person(database_, thread)) {
      at->second.texts = std::move(found->texts);
      at->second.last_seq = found->last_seq;
      for (const auto& text : at->second.texts) at->second.words.push_back(split_into_words(text));
    }
    return at->second;
  }

  std::optional<Match> match_in(const std::string& body, const KnownPerson& person) const {
    const auto words = split_into_words(body);
    Match match;
    for (const auto& term : request_.query.terms) {
      const auto ranges = find_term(term, words);
      match.in_body.insert(match.in_body.end(), ranges.begin(), ranges.end());
      if (!find_in_person(term, person, match) && ranges.empty()) return std::nullopt;
    }
    return match;
  }

  static bool find_in_person(const Term& term, const KnownPerson& person, Match& match) {
    bool found = false;
    for (std::size_t text = 0; text < person.words.size(); ++text) {
      const auto ranges = find_term(term, person.words[text]);
      if (ranges.empty()) continue;
      found = true;
      if (match.in_person.empty()) match.text = text;
      if (match.text == text) match.in_person.insert(match.in_person.end(), ranges.begin(), ranges.end());
    }
    return found;
  }

  // A thread stands on the page of its newest hit: an earlier one, when a message after that page's end answers too.
  bool was_shown_before(const ThreadId& thread, const KnownPerson& person) {
    if (!request_.after) return false;
    bool shown = false;
    store::walk_newer(database_, thread, *request_.after, [&](const std::string& body) {
      ++looks_;
      shown = match_in(body, person).has_value();
      return !shown && looks_ <= request_.most_looks && !is_late();
    });
    return shown;
  }

  static Hit hit_of(const store::Candidate& candidate, const std::string& body, const KnownPerson& person, const Match& match) {
    if (!match.in_body.empty()) return {candidate.thread, candidate.seq, candidate.note, make_snippet(body, match.in_body)};
    return {candidate.thread, person.last_seq, 0, make_snippet(person.texts[match.text], match.in_person)};
  }

  db::Database& database_;
  const Request& request_;
  const Admit& admit_;
  Page page_;
  std::map<ThreadId, KnownPerson> people_;
  std::set<ThreadId> done_;
  std::size_t looks_ = 0;
  std::int64_t last_key_ = 0;
};

}  // namespace

Page find(db::Database& database, const Request& request, const Admit& admit) { return Search(database, request, admit).run(); }

}  // namespace seggwat::search
