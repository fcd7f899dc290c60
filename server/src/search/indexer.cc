#include "search/indexer.h"

#include <map>
#include <set>

#include "journal/journal_store.h"
#include "search/index_store.h"
#include "search/row_words.h"

namespace seggwat::search {
namespace {

constexpr int kCompactPages = 200;

// Anything but journal entries that the index does not hold yet.
bool has_older_work(db::Database& database, const store::State& state) {
  return state.fill || state.compact || store::next_again(database) || store::next_renamed_tag(database);
}

// One slice: what is to be written is collected first, because the index wants its rows in ascending order.
class Slice {
 public:
  Slice(db::Tx& tx, std::size_t size, const Preparation& prepared)
      : database_(tx.database), now_(tx.now), size_(size), state_(store::load_state(tx.database)), prepared_(prepared) {
    is_prepared_ = prepared.cursor == state_.cursor && !store::has_forgotten(database_);
  }

  Progress run() {
    follow_journal();
    look_at_renamed_tags();
    read_in_again();
    fill();
    write();
    compact();
    store::save_state(database_, state_);
    const bool older = read_ == size_ || has_older_work(database_, state_);
    return {written_, has_work(database_), !older, behind_};
  }

 private:
  bool is_full() const { return keys_.size() >= size_; }

  void follow_journal() {
    for (const auto& record : journal::read_after(database_, state_.cursor, size_)) {
      if (is_prepared_ && record.no > prepared_.until) break;
      ++read_;
      state_.cursor = record.no;
      behind_ = std::chrono::duration_cast<Milliseconds>(now_ - record.at);
      const auto& entry = record.entry;
      if (entry.kind == journal::Kind::tags && entry.ref) store::note_renamed_tag(database_, {*entry.ref, {}});
      if (entry.kind != journal::Kind::message && entry.kind != journal::Kind::thread) continue;
      if (entry.thread && !(is_prepared_ && prepared_.well_known.contains(*entry.thread))) look_at_person(*entry.thread);
      if (entry.kind == journal::Kind::message && entry.ref) take_message(*entry.ref);
    }
  }

  void take_message(const Uuid& message) {
    const auto row = is_prepared_ ? prepared_.rows.find(message) : prepared_.rows.end();
    if (row != prepared_.rows.end()) {
      keys_.insert(row->second.key);
      ready_.emplace(row->second.key, &row->second.words);
    } else if (const auto source = store::find_source(database_, message)) {
      keys_.insert(source->key);
    }
  }

  // One slice of the threads of one tag.
  void look_at_renamed_tags() {
    auto renamed = store::next_renamed_tag(database_);
    if (!renamed || is_full()) return;
    const auto threads = store::threads_with_tag(database_, *renamed, size_);
    for (const auto& thread : threads) look_at_person(thread);
    if (threads.size() < size_) return store::finish_renamed_tag(database_, renamed->tag);
    renamed->after = threads.back();
    store::note_renamed_tag(database_, *renamed);
  }

  // A thread whose person or tags are called otherwise now is read in again.
  void look_at_person(const ThreadId& thread) {
    if (!seen_.insert(thread).second || store::find_forgotten(database_, thread)) return;
    const auto person = store::find_person(database_, thread);
    if (!person) return;
    const auto words = words_of_person(store::take_project_number(database_, person->project), *person);
    const auto known = store::find_known_words(database_, thread);
    if (known == words) return;
    store::save_known_words(database_, thread, words);
    if (known) store::read_in_again(database_, thread);
  }

  void read_in_again() {
    while (!is_full()) {
      auto again = store::next_again(database_);
      if (!again) return;
      const auto limit = size_ - keys_.size();
      const auto places = store::places_after(database_, *again, limit);
      for (const auto& place : places) keys_.insert(place.key);
      if (places.size() < limit) {
        store::finish_again(database_, again->thread);
      } else {
        again->seq = places.back().seq;
        again->note = places.back().note;
        store::save_again(database_, *again);
      }
    }
  }

  void fill() {
    if (!state_.fill || is_full()) return;
    const auto limit = size_ - keys_.size();
    const auto below = store::keys_below(database_, *state_.fill, limit);
    keys_.insert(below.begin(), below.end());
    state_.fill = below.size() < limit ? std::nullopt : std::optional(below.back());
  }

  void write() {
    for (const auto key : keys_) write(key);
  }

  void write(std::int64_t key) {
    if (const auto ready = ready_.find(key); ready != ready_.end()) return put(key, *ready->second);
    const auto words = read_words(key);
    const auto known = store::find_row(database_, key);
    if (known.value_or("") == words) return;
    if (known) store::remove_row(database_, key);
    put(key, words);
  }

  void put(std::int64_t key, const std::string& words) {
    if (!words.empty()) store::put_row(database_, key, words);
    ++written_;
  }

  // Empty when the message is not to be found.
  std::string read_words(std::int64_t key) {
    const auto source = store::find_source(database_, key);
    const auto person = source ? store::find_person(database_, source->thread) : std::nullopt;
    if (!person || source->is_deleted || store::find_forgotten(database_, source->thread)) return {};
    look_at_person(source->thread);
    return words_of_message(store::take_project_number(database_, person->project), *person, source->body);
  }

  void compact() {
    if (state_.compact && written_ == 0) state_.compact = store::compact_some(database_, kCompactPages);
  }

  db::Database& database_;
  const Instant now_;
  const std::size_t size_;
  store::State state_;
  const Preparation& prepared_;
  bool is_prepared_ = false;
  std::set<std::int64_t> keys_;
  std::map<std::int64_t, const std::string*> ready_;  // words of some of them
  std::set<ThreadId> seen_;
  std::size_t read_ = 0;  // journal entries
  std::size_t written_ = 0;
  Milliseconds behind_{0};
};

}  // namespace

Progress index_slice(db::Tx& tx, std::size_t size, const Preparation& prepared) { return Slice(tx, size, prepared).run(); }

bool has_work(db::Database& database) {
  const auto state = store::load_state(database);
  return state.cursor < store::journal_head(database) || has_older_work(database, state);
}

std::int64_t journal_cursor(db::Database& database) { return store::load_state(database).cursor; }

std::size_t forget_thread(db::Tx& tx, const ThreadId& thread, std::size_t at_most) {
  const auto before = store::find_forgotten(tx.database, thread);
  auto reached = before.value_or(store::Again{thread});
  const auto places = store::places_after(tx.database, reached, at_most);
  if (before && places.empty()) return 0;
  for (const auto& place : places) {
    store::remove_row(tx.database, place.key);
    reached.seq = place.seq;
    reached.note = place.note;
  }
  store::save_forgotten(tx.database, reached);
  store::forget_known_words(tx.database, thread);
  store::finish_again(tx.database, thread);
  auto state = store::load_state(tx.database);
  state.compact = true;
  store::save_state(tx.database, state);
  return places.size();
}

bool is_compact(db::Database& database) { return !store::load_state(database).compact; }

void start_over(db::Database& database) {
  store::recreate(database);
  auto state = store::load_state(database);
  state.cursor = store::journal_head(database);
  const auto newest = store::keys_below(database, INT64_MAX, 1);
  state.fill = newest.empty() ? std::nullopt : std::optional(newest.front() + 1);
  state.compact = false;
  store::save_state(database, state);
}

std::int64_t count_missing(db::Database& database) {
  const auto state = store::load_state(database);
  return state.fill ? *state.fill - 1 : 0;
}

}  // namespace seggwat::search
