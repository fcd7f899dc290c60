#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace bench {

// A TCP socket to 127.0.0.1, non-blocking, closed by its end.
class Socket {
 public:
  Socket() = default;
  // Begins to connect. `source` chooses one of 16 loopback addresses to come from, so that ports do not run out.
  Socket(std::uint16_t port, std::size_t source);
  ~Socket();
  Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }

  int descriptor() const { return descriptor_; }
  bool is_open() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

}  // namespace bench
