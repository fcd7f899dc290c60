#include "base/memory.h"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <new>
#include <string>
#include <thread>

namespace seggwat::memory {
namespace {

using Tick = std::chrono::steady_clock::time_point;

constexpr std::size_t kReserve = 8 * 1024 * 1024;  // address space; no page of it is touched
constexpr std::chrono::milliseconds kLookAgain{5};
constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::seconds kNewSeries{1};  // failures further apart than this have nothing to do with each other

std::atomic<void*> reserve{nullptr};
std::atomic<bool> shortage{false};
thread_local bool may_wait = false;
thread_local Tick failing_since;
thread_local Tick failed_last;

bool has_patience() {
  const Tick now = std::chrono::steady_clock::now();
  if (now - failed_last > kNewSeries) failing_since = now;
  failed_last = now;
  return now - failing_since < kPatience;
}

// The allocation is tried again whenever this returns.
void on_failed_allocation() {
  shortage = true;
  if (void* kept = reserve.exchange(nullptr)) {
    std::free(kept);
  } else if (may_wait && has_patience()) {
    std::this_thread::sleep_for(kLookAgain);
  } else {
    throw std::bad_alloc();
  }
}

std::optional<std::size_t> address_space_left() {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  const std::size_t used = pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return limit.rlim_cur > used ? limit.rlim_cur - used : 0;
}

// Of control groups v2: "0::/path" in /proc/self/cgroup; "max" is no number.
std::optional<std::size_t> group_limit() {
  std::ifstream groups("/proc/self/cgroup");
  for (std::string line; std::getline(groups, line);) {
    if (!line.starts_with("0::")) continue;
    std::size_t limit = 0;
    if (std::ifstream("/sys/fs/cgroup" + line.substr(3) + "/memory.max") >> limit) return limit;
    if (std::ifstream("/sys/fs/cgroup/memory.max") >> limit) return limit;
  }
  return std::nullopt;
}

}  // namespace

void keep_reserve() {
  reserve = std::malloc(kReserve);
  std::set_new_handler(on_failed_allocation);
}

bool is_short() { return shortage; }

// Twice as much must be there, so that the next request does not find the same want again.
void recover() {
  if (!shortage) return;
  malloc_trim(0);
  void* room = std::malloc(2 * kReserve);
  if (room == nullptr) return;
  std::free(room);
  void* kept = std::malloc(kReserve);
  if (kept == nullptr) return;
  std::free(reserve.exchange(kept));
  shortage = false;
}

void let_this_thread_wait() { may_wait = true; }

std::optional<std::size_t> room_left() {
  const auto space = address_space_left();
  const auto group = group_limit();
  if (space && group) return std::min(*space, *group);
  return space ? space : group;
}

}  // namespace seggwat::memory
