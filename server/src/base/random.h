#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace seggwat {

// Where random bytes come from. Injected, so that tests can repeat themselves. Safe to call from any thread.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;

  std::uint32_t bits32();
  // Even in [0, 1).
  double fraction();
  // `bytes` random bytes as base64url without padding: 32 bytes give 43 characters.
  std::string token(std::size_t bytes);
};

// The operating system's generator, for everything that must not be guessed.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace seggwat
