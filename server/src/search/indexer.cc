#include "search/indexer.h"

#include <map>
#include <set>
#include <utility>

#include "journal/cursor.h"
#include "journal/journal_store.h"
#include "search/index_store.h"
#include "search/row_words.h"

namespace seggwat::search {
namespace {

constexpr int kCompactPages = 200;

// Anything but journal entries that the index does not hold yet.
bool has_older_work(db::Database& database, const store::State& state) {
  return state.fill || state.compact || store::has_erased(database) || store::next_again(database) ||
         store::next_renamed_tag(database);
}

// One slice: what is to be written is collected first, because the index wants its rows in ascending order.
class Slice {
 public:
  Slice(db::Database& database, std::size_t size)
      : database_(database), size_(size), state_(store::find_state(database).value_or(store::State{})) {}

  Progress run() {
    take_out_erased();
    follow_journal();
    look_at_renamed_tags();
    read_in_again();
    fill();
    write();
    compact();
    store::save_state(database_, state_);
    progress_.more = has_work(database_);
    progress_.only_news = read_ < size_ && !has_older_work(database_, state_);
    return progress_;
  }

 private:
  bool is_full() const { return keys_.size() >= size_; }

  // A key may name another message by now: so they are looked at like any others, and those that name none are taken out.
  void take_out_erased() {
    for (const auto& erased : store::next_erased(database_, size_)) {
      progress_.erased = erased.no;
      state_.compact = true;
      if (erased.message_key) keys_.insert(*erased.message_key);
      if (erased.thread) store::forget_known_person(database_, *erased.thread);
    }
  }

  void follow_journal() {
    for (const auto& record : journal::read_after(database_, state_.cursor.no, size_)) {
      ++read_;
      state_.cursor = {record.no, record.check};
      const auto& entry = record.entry;
      if (entry.kind == journal::Kind::tags && entry.ref) store::note_renamed_tag(database_, {*entry.ref, {}});
      if (entry.thread && entry.kind == journal::Kind::thread) look_at_person(*entry.thread);
      if (entry.ref && entry.kind == journal::Kind::message) take(store::find_source(database_, *entry.ref));
    }
  }

  void take(std::optional<store::Source> source) {
    if (!source) return;
    keys_.insert(source->key);
    sources_.insert_or_assign(source->key, std::move(*source));
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

  // One whose person or tags are called otherwise now is read in again. Nothing when the thread is gone.
  std::optional<store::KnownPerson> look_at_person(const ThreadId& thread) {
    const auto person = store::find_person(database_, thread);
    if (!person) return std::nullopt;
    const auto number = store::take_project_number(database_, person->project);
    store::KnownPerson now{number, words_of_person(number, *person)};
    const auto before = store::find_known_person(database_, thread);
    if (before == now) return now;
    store::save_known_person(database_, thread, now);
    if (before) store::read_in_again(database_, thread);
    known_[thread] = now;
    return now;
  }

  // As the index knows it: what is called otherwise by now has a journal entry of its own.
  const std::optional<store::KnownPerson>& known_of(const ThreadId& thread) {
    const auto [at, is_new] = known_.try_emplace(thread);
    if (!is_new) return at->second;
    auto known = store::find_known_person(database_, thread);
    if (!known) known = look_at_person(thread);
    return known_[thread] = std::move(known);
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
    const auto words = words_of(key);
    const auto known = store::find_row(database_, key);
    if (known.value_or("") == words) return;
    if (known) store::remove_row(database_, key);
    if (!words.empty()) store::put_row(database_, key, words);
    ++progress_.messages;
  }

  // Empty when there is no such message.
  std::string words_of(std::int64_t key) {
    if (!sources_.contains(key)) take(store::find_source(database_, key));
    const auto source = sources_.find(key);
    if (source == sources_.end() || source->second.is_deleted) return {};
    const auto& known = known_of(source->second.thread);
    return known ? words_of_message(known->number, known->words, source->second.body) : std::string();
  }

  void compact() {
    if (!state_.compact || progress_.messages > 0 || progress_.erased > 0) return;
    state_.compact = store::compact_some(database_, kCompactPages);
    progress_.became_compact = !state_.compact;
  }

  db::Database& database_;
  const std::size_t size_;
  store::State state_;
  std::set<std::int64_t> keys_;
  std::map<std::int64_t, store::Source> sources_;  // of some of them
  std::map<ThreadId, std::optional<store::KnownPerson>> known_;
  std::size_t read_ = 0;  // journal entries
  Progress progress_;
};

}  // namespace

Progress index_slice(db::Database& index, std::size_t size) { return Slice(index, size).run(); }

bool has_work(db::Database& database) {
  const auto state = store::find_state(database).value_or(store::State{});
  return state.cursor.no < journal::head(database).no || has_older_work(database, state);
}

std::int64_t journal_cursor(db::Database& database) { return store::find_state(database).value_or(store::State{}).cursor.no; }

bool follows_journal(db::Database& database) {
  const auto state = store::find_state(database);
  return state && state->epoch == journal::Cursors::epoch_of(database) && journal::can_resume(database, state->cursor);
}

bool has_erased(db::Database& database) { return store::has_erased(database); }

bool forget_erased(db::Database& database, std::int64_t through, std::size_t at_most) {
  return store::remove_erased(database, through, at_most);
}

bool is_compact(db::Database& database) {
  const auto state = store::find_state(database);
  return state && !state->compact;
}

void start_over(db::Database& database) {
  store::recreate(database);
  const auto newest = store::keys_below(database, INT64_MAX, 1);
  store::save_state(database, {.epoch = journal::Cursors::epoch_of(database),
                               .cursor = journal::head(database),
                               .fill = newest.empty() ? std::nullopt : std::optional(newest.front() + 1)});
}

std::int64_t count_missing(db::Database& database) {
  const auto state = store::find_state(database);
  return state && state->fill ? *state->fill - 1 : 0;
}

}  // namespace seggwat::search
