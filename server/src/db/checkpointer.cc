#include "db/checkpointer.h"

#include <utility>

#include "base/log.h"
#include "base/memory.h"

namespace seggwat::db {

CheckpointProgress checkpoint(Database& database) {
  auto done = database.query("PRAGMA wal_checkpoint(PASSIVE)");
  if (!done.step()) return {};
  return {done.row().integer(1), done.row().integer(2)};
}

Checkpointer::Checkpointer(std::string path) : path_(std::move(path)), thread_([this] { run(); }) {}

Checkpointer::~Checkpointer() { stop(); }

void Checkpointer::note_commit() {
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(committed_, true)) return;
  }
  wake_.notify_one();
}

void Checkpointer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

// Storage that fails here fails the write lane's own checkpoint too, which says so; nothing is lost, the WAL keeps it.
void Checkpointer::run() {
  memory::let_this_thread_wait();
  while (wait_for_commits()) {
    try {
      checkpoint_until_stopped();
    } catch (const Failure& failure) {
      log::warn("checkpoint_failed", {{"what", failure.what()}, {"code", std::to_string(failure.code())}});
    } catch (const std::bad_alloc&) {
      log::warn("checkpoint_failed", {{"what", "no memory"}});
    }
  }
}

void Checkpointer::checkpoint_until_stopped() {
  Database database(path_, OpenMode::read_write);
  do {
    checkpoint(database);
  } while (wait_for_commits());
}

bool Checkpointer::wait_for_commits() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || committed_; });
  wake_.wait_for(lock, kEvery, [this] { return stopping_; });
  committed_ = false;
  return !stopping_;
}

}  // namespace seggwat::db
