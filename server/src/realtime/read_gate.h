#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <utility>

#include "base/result.h"
#include "db/lanes.h"
#include "realtime/page_reader.h"

namespace seggwat::realtime {

// Lets only so many readers into the read lane at a time, first come first served: when everybody comes back at once, they wait
// here, and the lane's queue stays free for requests. On the event loop.
class ReadGate {
 public:
  static constexpr std::size_t kAtOnce = 64;
  using Ask = std::move_only_function<Result<Page>(db::Database&)>;
  using Done = std::move_only_function<void(Result<Page>)>;

  explicit ReadGate(db::ReadLane& lane) : state_(std::make_shared<State>(lane)) {}

  // `done` is called exactly once, later, on the event loop.
  void read(Ask ask, Done done);

 private:
  struct State {
    explicit State(db::ReadLane& to) : lane(to) {}
    db::ReadLane& lane;
    std::size_t reading = 0;
    std::deque<std::pair<Ask, Done>> waiting;
  };
  static void begin(const std::shared_ptr<State>& state, Ask ask, Done done);

  std::shared_ptr<State> state_;
};

}  // namespace seggwat::realtime
