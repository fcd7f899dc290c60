#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace seggwat {

class Random;

using Digest = std::array<std::uint8_t, 32>;

// Must run once before anything else here (libsodium's own requirement).
void init_crypto();

Digest sha256(std::string_view text);
Digest hmac_sha256(std::string_view key, std::string_view text);
// Takes the same time whatever the first difference is.
bool equal_in_constant_time(std::string_view a, std::string_view b);
inline std::string_view as_text(const Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

std::string to_base64url(std::string_view bytes);
// RFC 4648 §5 without padding, strictly: no other character, no non-zero trailing bits, no impossible length.
std::optional<std::string> from_base64url(std::string_view text);

// Encrypts small values at rest with XChaCha20-Poly1305 (libsodium secretbox). Sealed form: 24-byte nonce, then the box.
class SecretKey {
 public:
  static constexpr std::size_t kBytes = 32;
  explicit SecretKey(const std::array<std::uint8_t, kBytes>& bytes) : bytes_(bytes) {}
  ~SecretKey();

  std::string seal(std::string_view plain, Random& random) const;
  // Nothing when the box was made with another key or was changed.
  std::optional<std::string> open(std::string_view sealed) const;
  // Another key, for `purpose` alone; tells nothing of this one.
  Digest derive(std::string_view purpose) const;
  // 16 hex characters that name this key without telling it.
  std::string fingerprint() const;

 private:
  std::array<std::uint8_t, kBytes> bytes_;
};

}  // namespace seggwat
