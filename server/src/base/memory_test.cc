#include "base/memory.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

// AddressSanitizer has an allocator of its own, which asks nobody.
#ifndef __SANITIZE_ADDRESS__

namespace seggwat::memory {
namespace {

constexpr std::size_t kRoom = 64 * 1024 * 1024;
constexpr std::size_t kPiece = 1024 * 1024;

void limit_to(std::size_t room) {
  rlimit limit{};
  limit.rlim_cur = limit.rlim_max = std::size_t{1} << 40;
  setrlimit(RLIMIT_AS, &limit);
  const auto used = limit.rlim_cur - room_left().value_or(0);
  limit.rlim_cur = used + room;
  setrlimit(RLIMIT_AS, &limit);
}

// In a process of its own; its exit says at which step something did not hold.
void run_out_and_recover() {
  if (room_left().value_or(SIZE_MAX) < kRoom) std::exit(1);
  limit_to(kRoom);
  if (const auto room = room_left(); !room || *room > kRoom || *room < kRoom / 2) std::exit(2);
  keep_reserve();
  std::vector<std::unique_ptr<std::vector<char>>> taken;
  while (!is_short() && taken.size() < 1000) taken.push_back(std::make_unique<std::vector<char>>(kPiece));
  if (!is_short() || taken.size() > kRoom / kPiece) std::exit(3);
  recover();
  if (!is_short()) std::exit(4);            // nothing was given back
  std::vector<std::unique_ptr<int>> small;  // what is under way can end: the reserve serves it
  for (int i = 0; i < 10'000; ++i) small.push_back(std::make_unique<int>(i));
  bool failed = false;
  try {
    while (taken.size() < 1000) taken.push_back(std::make_unique<std::vector<char>>(kPiece));
  } catch (const std::bad_alloc&) {
    failed = true;
  }
  if (!failed) std::exit(5);
  taken.clear();
  recover();
  std::exit(is_short() ? 6 : 0);
}

TEST(Memory, an_allocation_that_fails_is_served_from_the_reserve_and_it_comes_back) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(run_out_and_recover(), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace seggwat::memory

#endif
