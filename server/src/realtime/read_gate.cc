#include "realtime/read_gate.h"

namespace seggwat::realtime {

void ReadGate::read(Ask ask, Done done) {
  if (state_->reading < kAtOnce) return begin(state_, std::move(ask), std::move(done));
  state_->waiting.emplace_back(std::move(ask), std::move(done));
}

void ReadGate::begin(const std::shared_ptr<State>& state, Ask ask, Done done) {
  ++state->reading;
  state->lane.submit<Page>(std::move(ask), [state, done = std::move(done)](Result<Page> page) mutable {
    --state->reading;
    if (!state->waiting.empty()) {
      auto [next_ask, next_done] = std::move(state->waiting.front());
      state->waiting.pop_front();
      begin(state, std::move(next_ask), std::move(next_done));
    }
    // Let go of here, on the event loop, and not wherever the lane drops its last copy.
    const auto finish = std::make_unique<Done>(std::move(done));
    (*finish)(std::move(page));
  });
}

}  // namespace seggwat::realtime
