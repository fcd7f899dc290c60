#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "base/ids.h"
#include "base/random.h"
#include "db/lanes.h"
#include "http/plan.h"

namespace seggwat::testing {

// The real lanes over a real database; the thread that owns this object plays the event loop.
class TestLanes {
 public:
  TestLanes(const std::string& path, const Clock& clock, Random& random);
  ~TestLanes();

  // Takes a handler's answer through the lanes to its end. A refusal becomes its response.
  http::Response run(Result<http::Plan> plan);
  // Only the next step: what a Read or Work returns. Lets a test change the world between two steps.
  Result<http::Plan> step(http::Plan plan);
  // A write job; its effects have run when this returns.
  void write(std::function<void(db::Tx&)> job);
  // Queues a write for which nobody waits; settle() runs its effects.
  void write_later(std::function<void(db::Tx&)> job);
  void settle();
  // For what submits its own jobs; an answer has been delivered when a later write() returns.
  db::WriteLane& write_lane() { return write_; }

 private:
  void deliver(db::Deliveries deliveries);
  void pump_until(const std::function<bool()>& finished);

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::move_only_function<void()>> waiting_;
  int unsettled_ = 0;
  db::WriteLane write_;
  db::ReadLane read_;
  db::WorkLane work_;
};

// Makes a database of today's schema; returns its path. Throws when it cannot.
std::string migrated(const std::string& path);
// A project whose key is its id.
void add_project(TestLanes& lanes, const ProjectId& project);

}  // namespace seggwat::testing
