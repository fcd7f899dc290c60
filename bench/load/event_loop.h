#pragma once

#include <cstdint>
#include <functional>

namespace bench {

using Nanos = std::int64_t;
constexpr Nanos kSecond = 1'000'000'000;

// The monotonic clock.
Nanos now();

// Whoever owns a socket. Must stay where it is while it is watched.
class Ready {
 public:
  virtual ~Ready() = default;
  virtual void on_ready(std::uint32_t events) = 0;
};

// One epoll set, level-triggered, for one thread.
class EventLoop {
 public:
  EventLoop();
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  void watch(int descriptor, std::uint32_t events, Ready& owner);
  void change(int descriptor, std::uint32_t events, Ready& owner);

  // Waits for sockets until `until` at the latest and serves those that are ready. To the microsecond.
  void turn(Nanos until);
  // Turns until `done` says so; false when `deadline` came first.
  bool run_until(const std::function<bool()>& done, Nanos deadline);

 private:
  int epoll_;
};

}  // namespace bench
