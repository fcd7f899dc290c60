#include <chrono>
#include <filesystem>
#include <thread>

#include "app/erasures.h"
#include "app/rendering.h"
#include "journal/journal.h"

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

bool cut_wal(db::Database& database) {
  auto cut = database.query("PRAGMA wal_checkpoint(TRUNCATE)");
  return !cut.step() || !cut.row().flag(0);
}

// Rebuilding leaves no copy of a deleted row behind; the WAL still holds pages from before until it is cut to nothing. SQLite waits
// for readers by itself, but not for another checkpoint that is under way (db/checkpointer).
void rebuild(db::Database& database) {
  database.execute("VACUUM");
  const auto until = std::chrono::steady_clock::now() + kCutWithin;
  while (!cut_wal(database)) {
    if (std::chrono::steady_clock::now() >= until) throw db::Failure(0, "a reader kept the WAL from being cut");
    std::this_thread::sleep_for(kCutAgainAfter);
  }
}

}  // namespace

void Erasures::wake() {
  if (std::exchange(running_, true)) return;
  next();
}

void Erasures::next() {
  storage_.write.submit<Step>([this](db::Tx& tx) -> Result<Step> { return take_step(tx); },
                              [this](const Result<Step>& step) {
                                if (step && *step == Step::again) return next();
                                if (step && *step == Step::clean_files) return clean_files();
                                running_ = false;
                              });
}

Erasures::Step Erasures::take_step(db::Tx& tx) {
  const auto erasure = erasure::find_unfinished(tx.database);
  if (!erasure) {
    if (!erasure::has_traces(tx.database)) return Step::nothing;
    if (search::is_compact(tx.database)) return Step::clean_files;
    search::index_slice(tx);
    return Step::again;
  }
  if (!erasure::erase_next(tx, *erasure, parts_) || !erasure->person.thread) return Step::again;
  const auto record =
      journal::append(tx, {.kind = journal::Kind::erased, .project = erasure->person.project, .ref = erasure->person.thread->uuid});
  tx.after_commit(
      [this, record] { realtime_.publish({.record = record, .for_team = [&record] { return *render_erased(record.entry); }}); });
  return Step::again;
}

void Erasures::clean_files() {
  const auto clean = [path = storage_.path](db::Database& database) {
    rebuild(database);
    remove_copies(path);
  };
  storage_.write.run_alone(clean, [this, began = clock_.now()](const Status& done) {
    if (done) return note_cleaned(began);
    running_ = false;
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
        running_ = false;
      });
}

}  // namespace seggwat::app
