#include "load/crowd.h"

#include <stdexcept>

namespace bench {
namespace {

constexpr Nanos kPatience = 60 * kSecond;

}  // namespace

void Crowd::open(std::vector<std::string> requests, std::size_t at_once) {
  requests_ = std::move(requests);
  cursors_.resize(requests_.size());
  const auto opened = [&] { return streams_.size() - ready_ < at_once && streams_.size() < requests_.size(); };
  const auto step = [&] {
    while (opened()) {
      auto& stream = streams_.emplace_back(loop_, *this, streams_.size());
      stream.open(target_.port, requests_[streams_.size() - 1]);
    }
    return ready_ + broken_ >= requests_.size();
  };
  const bool in_time = loop_.run_until(step, now() + kPatience);
  if (broken_ > 0) throw std::runtime_error(std::to_string(broken_) + " streams were refused: " + why_);
  if (!in_time) throw std::runtime_error("only " + std::to_string(ready_) + " streams became ready");
}

void Crowd::close() {
  for (auto& stream : streams_) stream.close();
}

void Crowd::on_begun(std::size_t) {
  if (target_.kind == Kind::nchan) note_ready();
}

void Crowd::on_event(std::size_t stream, const Event& event, Nanos at) {
  if (keeps_cursors_ && !event.id.empty()) cursors_[stream] = event.id;
  if (event.name == "ready" || event.name == "reset") note_ready();
  if (on_event_) on_event_(stream, event, at);
}

void Crowd::on_closed(std::size_t, const std::string& why) {
  ++broken_;
  if (why_.empty()) why_ = why;
}

}  // namespace bench
