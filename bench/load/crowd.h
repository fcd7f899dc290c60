#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "load/event_loop.h"
#include "load/stream.h"
#include "load/target.h"

namespace bench {

// Many open streams. One is ready when it has had `ready` (a resumed one also when that is all it gets at first).
class Crowd final : public StreamListener {
 public:
  using OnEvent = std::function<void(std::size_t stream, const Event& event, Nanos at)>;

  Crowd(EventLoop& loop, const Target& target) : loop_(loop), target_(target) {}

  // Opens a stream for each request, `at_once` of them under way at a time, and waits until all are ready. Throws when that takes
  // longer than a minute or one is refused.
  void open(std::vector<std::string> requests, std::size_t at_once = 256);
  void listen(OnEvent on_event) { on_event_ = std::move(on_event); }
  // What a stream's user says over it, one thing at a time; `on_taken` is told once whether the server has taken it in, or why not.
  using OnTaken = std::function<void(bool taken, std::string_view why)>;
  void say(std::size_t stream, std::string_view words, OnTaken on_taken);
  void close();

  std::size_t size() const { return streams_.size(); }
  std::size_t ready() const { return ready_; }
  std::size_t broken() const { return broken_; }
  // The id of the newest event of each, to come back with.
  const std::vector<std::string>& cursors() const { return cursors_; }
  void keep_cursors() { keeps_cursors_ = true; }

  void on_begun(std::size_t stream) override;
  void on_event(std::size_t stream, const Event& event, Nanos at) override;
  void on_closed(std::size_t stream, const std::string& why) override;

 private:
  void note_ready() { ++ready_; }
  void answer(std::size_t stream, bool taken, std::string_view why);

  EventLoop& loop_;
  const Target target_;
  OnEvent on_event_;
  std::vector<std::string> requests_;
  std::deque<Stream> streams_;
  std::vector<std::string> cursors_;
  std::vector<OnTaken> waiting_;  // of each stream
  bool keeps_cursors_ = false;
  std::size_t ready_ = 0;
  std::size_t broken_ = 0;
  std::string why_;
};

}  // namespace bench
