#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "base/clock.h"
#include "db/database.h"

namespace seggwat::db {

struct CheckpointProgress {
  std::int64_t pages = 0;   // in the WAL
  std::int64_t copied = 0;  // of these, already in the database file
};

// Brings over what can be brought over without holding up anybody.
CheckpointProgress checkpoint(Database& database);

// Copies commits from the WAL into the database file on a thread and connection of its own: done by the write lane, it would hold
// up every write for as long as the disk takes. The lane's automatic checkpoint stays, as the bound of the WAL's size; it finds
// little left to do. Idle when nothing is written.
class Checkpointer {
 public:
  static constexpr Milliseconds kEvery{200};

  explicit Checkpointer(std::string path);
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  // Any thread. Something was committed.
  void note_commit();
  // Idempotent.
  void stop();

 private:
  void run();
  // False once told to stop.
  bool wait_for_commits();
  void checkpoint_until_stopped();

  const std::string path_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool committed_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace seggwat::db
