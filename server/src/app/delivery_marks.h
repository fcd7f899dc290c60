#pragma once

#include <cstdint>
#include <map>
#include <mutex>

#include "base/ids.h"
#include "db/write_lane.h"

namespace seggwat::app {

// Remembers how far each thread was written to its user, and writes that down: one write job at a time, which takes all that has
// gathered meanwhile. Any thread.
class DeliveryMarks {
 public:
  explicit DeliveryMarks(db::WriteLane& write) : write_(write) {}
  void note(const ThreadId& thread, std::int64_t seq);

 private:
  void submit();

  db::WriteLane& write_;
  std::mutex mutex_;
  std::map<ThreadId, std::int64_t> gathered_;
  bool under_way_ = false;
};

}  // namespace seggwat::app
