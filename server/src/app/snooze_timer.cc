#include "app/snooze_timer.h"

#include <algorithm>
#include <utility>

namespace seggwat::app {
namespace {

constexpr Milliseconds kStorageRetry = Seconds(2);

}  // namespace

void SnoozeTimer::note(Instant until) { next_ = std::min(next_.value_or(until), until); }

void SnoozeTimer::look() {
  if (asking_ || !next_ || *next_ > clock_.now()) return;
  asking_ = true;
  // What is noted meanwhile is committed after this job, so both answers count.
  next_.reset();
  write_.submit<std::optional<Instant>>(
      [this](db::Tx& tx) -> Result<std::optional<Instant>> { return conversations_.bring_back(tx); },
      [this](const Result<std::optional<Instant>>& next) {
        asking_ = false;
        if (!next) return note(clock_.now() + kStorageRetry);
        if (*next) note(**next);
      });
}

}  // namespace seggwat::app
