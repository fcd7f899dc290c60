#pragma once

#include <mutex>

#include "journal/journal_store.h"

namespace seggwat::journal {

// The newest entry, in memory: looked up once at the start and told by every commit after that, so that nobody who comes asks the
// database for it. Never ahead of what is committed: a snapshot taken after at() has that entry. Any thread.
class Newest {
 public:
  explicit Newest(const Position& at_start) : at_(at_start) {}

  void note(const Position& committed) {
    const std::lock_guard lock(mutex_);
    if (committed.no > at_.no) at_ = committed;
  }
  Position at() const {
    const std::lock_guard lock(mutex_);
    return at_;
  }

 private:
  mutable std::mutex mutex_;
  Position at_;
};

}  // namespace seggwat::journal
