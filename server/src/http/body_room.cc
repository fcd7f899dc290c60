#include "http/body_room.h"

namespace seggwat::http {
namespace {

constexpr std::size_t kSmall = 64 * 1024;

std::size_t large(std::size_t bytes) { return bytes > kSmall ? bytes : 0; }

}  // namespace

bool BodyRoom::count(const std::string& address, std::size_t before, std::size_t now) {
  bytes_ += now - before;
  if (large(before) == 0 && large(now) == 0) return bytes_ <= most_;
  auto& of_address = large_of_[address];
  of_address += large(now) - large(before);
  const bool fits = of_address <= most_ / 8;
  if (of_address == 0) large_of_.erase(address);
  return fits && bytes_ <= (large(now) == 0 ? most_ : most_ / 2);
}

}  // namespace seggwat::http
