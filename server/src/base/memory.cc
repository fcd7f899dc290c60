#include "base/memory.h"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <new>
#include <string>
#include <thread>
#include <utility>

namespace seggwat::memory {
namespace {

using Tick = std::chrono::steady_clock::time_point;

// In pieces, since a heap that was full has room again in many places and not in one. Of each only the first page is touched.
constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr std::size_t kPieces = 128;
constexpr std::chrono::milliseconds kLookAgain{5};
constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::seconds kNewSeries{1};  // failures further apart than this have nothing to do with each other

class Reserve {
 public:
  // False when there was nothing to let go of.
  bool let_go() {
    const std::lock_guard lock(mutex_);
    return std::exchange(is_there_, false) && free_all(pieces_);
  }
  // Twice as much must be there, so that the next request does not find the same want again.
  bool set_aside() {
    const std::lock_guard lock(mutex_);
    Pieces more{};
    is_there_ = is_there_ || fill(pieces_);
    const bool is_enough = is_there_ && fill(more);
    free_all(more);
    if (!is_enough && std::exchange(is_there_, false)) free_all(pieces_);
    return is_enough;
  }

 private:
  using Pieces = std::array<void*, kPieces>;
  static bool free_all(Pieces& pieces) {
    for (auto& piece : pieces) std::free(std::exchange(piece, nullptr));
    return true;
  }
  static bool fill(Pieces& pieces) {
    for (auto& piece : pieces) {
      if ((piece = std::malloc(kPieceBytes)) == nullptr) return !free_all(pieces);
    }
    return true;
  }

  std::mutex mutex_;
  Pieces pieces_{};
  bool is_there_ = false;
};

Reserve reserve;
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
  if (reserve.let_go()) return;
  if (!may_wait || !has_patience()) throw std::bad_alloc();
  std::this_thread::sleep_for(kLookAgain);
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
  reserve.set_aside();
  std::set_new_handler(on_failed_allocation);
}

bool is_short() { return shortage; }

void recover() {
  if (!shortage) return;
  malloc_trim(0);
  if (reserve.set_aside()) shortage = false;
}

void let_this_thread_wait() { may_wait = true; }

std::optional<std::size_t> room_left() {
  const auto space = address_space_left();
  const auto group = group_limit();
  if (space && group) return std::min(*space, *group);
  return space ? space : group;
}

}  // namespace seggwat::memory
