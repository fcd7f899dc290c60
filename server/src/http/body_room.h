#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

namespace seggwat::http {

// The memory that bodies take while they are read or answered, of all connections together. Large ones may fill only half of it, so
// that uploads never keep messages out; and those of one address an eighth, so that nobody keeps out the uploads of others. On the
// event loop.
class BodyRoom {
 public:
  explicit BodyRoom(std::size_t most) : most_(most) {}

  // A body from `address` that took `before` bytes takes `now`. False when there is no room for that; it counts all the same, until
  // it takes none.
  bool count(const std::string& address, std::size_t before, std::size_t now);
  std::size_t bytes() const { return bytes_; }

 private:
  std::size_t most_;
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, std::size_t> large_of_;  // by address, where there are any
};

}  // namespace seggwat::http
