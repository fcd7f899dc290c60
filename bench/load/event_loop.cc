#include "load/event_loop.h"

#include <sys/epoll.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <system_error>

namespace bench {
namespace {

constexpr Nanos kLongestWait = kSecond / 10;

void check(int result, const char* doing) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), doing);
}

}  // namespace

Nanos now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * kSecond + time.tv_nsec;
}

EventLoop::EventLoop() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  check(epoll_, "epoll_create1");
  prctl(PR_SET_TIMERSLACK, 1'000UL);
}

EventLoop::~EventLoop() { close(epoll_); }

void EventLoop::watch(int descriptor, std::uint32_t events, Ready& owner) {
  epoll_event event{.events = events, .data = {.ptr = &owner}};
  check(epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event), "epoll_ctl");
}

void EventLoop::change(int descriptor, std::uint32_t events, Ready& owner) {
  epoll_event event{.events = events, .data = {.ptr = &owner}};
  check(epoll_ctl(epoll_, EPOLL_CTL_MOD, descriptor, &event), "epoll_ctl");
}

void EventLoop::turn(Nanos until) {
  const Nanos wait = std::clamp<Nanos>(until - now(), 0, kLongestWait);
  const timespec timeout{.tv_sec = 0, .tv_nsec = wait};
  std::array<epoll_event, 512> events;
  const int count = epoll_pwait2(epoll_, events.data(), events.size(), &timeout, nullptr);
  if (count < 0 && errno == EINTR) return;
  check(count, "epoll_pwait2");
  for (int i = 0; i < count; ++i)
    static_cast<Ready*>(events[static_cast<std::size_t>(i)].data.ptr)->on_ready(events[static_cast<std::size_t>(i)].events);
}

bool EventLoop::run_until(const std::function<bool()>& done, Nanos deadline) {
  while (!done()) {
    if (now() >= deadline) return false;
    turn(deadline);
  }
  return true;
}

}  // namespace bench
