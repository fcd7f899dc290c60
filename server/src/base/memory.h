#pragma once

#include <cstddef>
#include <optional>

// What the program does when memory runs out: an allocation that fails is first given what was set aside for it, so that what is
// under way can end and be answered; from then on nothing new is begun until there is room again. Any thread.
namespace seggwat::memory {

// Sets the reserve aside, and sees to it that failing allocations get it. Once, at the start.
void keep_reserve();

// The reserve was needed and could not yet be set aside again: refuse what is new, let go of what can be had again.
bool is_short();
// Tries to set it aside again. For whoever looks now and then.
void recover();

// From now on an allocation of this thread waits for memory, up to ten seconds, before it fails: for threads whose work has been
// promised to somebody. Never the one that lets go of things.
void let_this_thread_wait();

// Bytes that this process may still come to use, as its address space (`ulimit -v`) and its control group are limited; nothing when
// they are not.
std::optional<std::size_t> room_left();

}  // namespace seggwat::memory
