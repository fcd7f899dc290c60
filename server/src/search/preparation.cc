#include "search/preparation.h"

#include <utility>

#include "journal/journal_store.h"
#include "search/index_store.h"
#include "search/row_words.h"

namespace seggwat::search {
namespace {

class Reader {
 public:
  explicit Reader(db::Database& database) : database_(database) {}

  void read_message(const ThreadId& thread, const Uuid& message, Preparation& into) {
    const auto& known = known_of(thread, into);
    if (!known) return;
    const auto source = store::find_source(database_, message);
    if (!source || source->is_deleted || store::find_row(database_, source->key)) return;
    into.rows[message] = {source->key, words_of_message(known->number, known->person, source->body)};
  }

 private:
  struct Known {
    std::int64_t number = 0;
    store::Person person;
  };

  // Nothing when the thread is gone, or is the first of its project.
  const std::optional<Known>& known_of(const ThreadId& thread, Preparation& into) {
    const auto [at, is_new] = known_.try_emplace(thread);
    if (!is_new) return at->second;
    auto person = store::find_person(database_, thread);
    const auto number = person ? store::find_project_number(database_, person->project) : std::nullopt;
    if (!number) return at->second;
    at->second = Known{*number, std::move(*person)};
    if (store::find_known_words(database_, thread) == words_of_person(*number, at->second->person)) into.well_known.insert(thread);
    return at->second;
  }

  db::Database& database_;
  std::map<ThreadId, std::optional<Known>> known_;
};

}  // namespace

Preparation prepare_slice(db::Database& database, std::size_t size) {
  Preparation prepared{.cursor = store::load_state(database).cursor};
  prepared.until = prepared.cursor;
  Reader reader(database);
  for (const auto& record : journal::read_after(database, prepared.cursor, size)) {
    prepared.until = record.no;
    const auto& entry = record.entry;
    if (entry.kind == journal::Kind::message && entry.thread && entry.ref) reader.read_message(*entry.thread, *entry.ref, prepared);
  }
  return prepared;
}

}  // namespace seggwat::search
