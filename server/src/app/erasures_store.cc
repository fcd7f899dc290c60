#include <chrono>
#include <filesystem>
#include <thread>

#include "app/erasures.h"
#include "app/rendering.h"
#include "journal/journal.h"
#include "search/indexer.h"

namespace seggwat::app {
namespace {

// What a migration put aside, so that one could go back to the version before: the person is in there too.
void remove_copies(const std::string& path) {
  std::error_code failed;
  const auto prefix = std::filesystem::path(path).filename().string() + ".before-v";
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(path).parent_path(), failed)) {
    if (file.path().filename().string().starts_with(prefix)) std::filesystem::remove(file.path(), failed);
  }
}

constexpr Seconds kCutWithin{10};
constexpr Milliseconds kCutAgainAfter{5};

bool try_to_cut_wal(db::Database& database) {
  auto cut = database.query("PRAGMA main.wal_checkpoint(TRUNCATE)");
  return !cut.step() || !cut.row().flag(0);
}

// The WAL holds pages from before until it is cut to nothing. SQLite waits for readers by itself, but not for another checkpoint
// that is under way (db/checkpointer).
void cut_wal(db::Database& database) {
  const auto until = std::chrono::steady_clock::now() + kCutWithin;
  while (!try_to_cut_wal(database)) {
    if (std::chrono::steady_clock::now() >= until) throw db::Failure(0, "a reader kept the WAL from being cut");
    std::this_thread::sleep_for(kCutAgainAfter);
  }
}

// Rebuilding leaves no copy of a deleted row behind.
void rebuild(db::Database& database) {
  database.execute("VACUUM");
  cut_wal(database);
}

}  // namespace

void Erasures::wake() {
  woken_ = true;
  if (running_) return;
  running_ = true;
  next();
}

void Erasures::rest() {
  running_ = false;
  if (woken_) wake();
}

void Erasures::next() {
  woken_ = false;
  storage_.write.submit<Step>([this](db::Tx& tx) -> Result<Step> { return take_step(tx); },
                              [this](const Result<Step>& step) {
                                if (step && *step == Step::again) return next();
                                if (step && *step == Step::look_at_index) return look_at_index();
                                rest();
                              });
}

Erasures::Step Erasures::take_step(db::Tx& tx) {
  const auto erasure = erasure::find_unfinished(tx.database);
  if (!erasure) {
    const bool cleans = erasure::has_traces(tx.database) && !search::has_erased(tx.database);
    return cleans ? Step::look_at_index : Step::nothing;
  }
  if (!erasure::erase_next(tx, *erasure, parts_) || !erasure->person.thread) return Step::again;
  const auto record =
      journal::append(tx, {.kind = journal::Kind::erased, .project = erasure->person.project, .ref = erasure->person.thread->uuid});
  tx.after_commit(
      [this, record] { realtime_.publish({.record = record, .for_team = [&record] { return *render_erased(record.entry); }}); });
  return Step::again;
}

void Erasures::look_at_index() {
  storage_.read.submit<bool>([](db::Database& database) -> Result<bool> { return search::is_compact(database); },
                             [this](const Result<bool>& compact) {
                               if (compact && *compact) return clean_index();
                               rest();
                             });
}

void Erasures::clean_index() {
  storage_.index.run_alone(cut_wal, [this, began = clock_.now()](const Status& done) {
    if (done) return clean_files(began);
    rest();
  });
}

void Erasures::clean_files(Instant began) {
  const auto clean = [path = storage_.path](db::Database& database) {
    rebuild(database);
    remove_copies(path);
  };
  storage_.write.run_alone(clean, [this, began](const Status& done) {
    if (done) return note_cleaned(began);
    rest();
  });
}

void Erasures::note_cleaned(Instant began) {
  storage_.write.submit<bool>(
      [began](db::Tx& tx) -> Result<bool> {
        erasure::finish(tx, began);
        return true;
      },
      [this](const Result<bool>& noted) {
        if (noted) return next();
        rest();
      });
}

}  // namespace seggwat::app
