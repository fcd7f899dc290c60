#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "base/clock.h"
#include "base/ids.h"
#include "db/database.h"

namespace seggwat::figures {

constexpr int kWaitsEnough = 10;  // fewer say nothing
constexpr int kWaitsMost = 500;   // the newest of the last 30 days
constexpr Milliseconds kReplyTimeKept = std::chrono::minutes(10);

// Within how many minutes a project's team usually replies: the median of first responses, rounded up to something that one can
// promise (10, 60, 240, 1440). 0 when it takes longer, or too few were counted. `counts` says whether a conversation that began
// then is counted.
int find_reply_time(db::Database& database, const ProjectId& project, Instant now, const std::function<bool(Instant)>& counts);

// What was found lately. Any thread.
class ReplyTimes {
 public:
  std::optional<int> recall(const ProjectId& project, Instant now) const;
  void keep(const ProjectId& project, int minutes, Instant now);

 private:
  struct Kept {
    int minutes = 0;
    Instant at;
  };
  mutable std::mutex mutex_;
  std::unordered_map<ProjectId, Kept> kept_;
};

}  // namespace seggwat::figures
