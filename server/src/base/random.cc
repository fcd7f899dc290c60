#include "base/random.h"

#include <sodium.h>

#include <vector>

#include "base/secret.h"

namespace seggwat {

std::uint32_t Random::bits32() {
  std::uint8_t bytes[4];
  fill(bytes);
  return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | static_cast<std::uint32_t>(bytes[3]) << 24;
}

double Random::fraction() { return bits32() / 4294967296.0; }

std::string Random::token(std::size_t bytes) {
  std::vector<std::uint8_t> buffer(bytes);
  fill(buffer);
  return to_base64url({reinterpret_cast<const char*>(buffer.data()), buffer.size()});
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

}  // namespace seggwat
