#include "base/secret.h"

#include <sodium.h>

#include <stdexcept>
#include <vector>

#include "base/random.h"

namespace seggwat {
namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

void init_crypto() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium could not be initialised");
}

Digest sha256(std::string_view text) {
  Digest digest;
  crypto_hash_sha256(digest.data(), bytes_of(text), text.size());
  return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view text) {
  Digest digest;
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(text), text.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  sodium_memzero(&state, sizeof state);
  return digest;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string to_base64url(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), kVariant);
  text.pop_back();  // the terminating NUL that libsodium counts
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  const int failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(),
                                       nullptr, &length, &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(length);
  if (to_base64url(bytes) != text) return std::nullopt;
  return bytes;
}

SecretKey::~SecretKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

std::string SecretKey::seal(std::string_view plain, Random& random) const {
  std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(), '\0');
  auto* out = reinterpret_cast<unsigned char*>(sealed.data());
  random.fill({out, crypto_secretbox_NONCEBYTES});
  crypto_secretbox_easy(out + crypto_secretbox_NONCEBYTES, bytes_of(plain), plain.size(), out, bytes_.data());
  return sealed;
}

std::optional<std::string> SecretKey::open(std::string_view sealed) const {
  constexpr std::size_t kOverhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (sealed.size() < kOverhead) return std::nullopt;
  std::string plain(sealed.size() - kOverhead, '\0');
  const auto* in = bytes_of(sealed);
  const int failed = crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(plain.data()), in + crypto_secretbox_NONCEBYTES,
                                                sealed.size() - crypto_secretbox_NONCEBYTES, in, bytes_.data());
  if (failed != 0) return std::nullopt;
  return plain;
}

Digest SecretKey::derive(std::string_view purpose) const {
  return hmac_sha256({reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}, "derive:" + std::string(purpose));
}

std::string SecretKey::fingerprint() const {
  const auto digest = hmac_sha256({reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}, "fingerprint");
  char hex[17];
  sodium_bin2hex(hex, sizeof hex, digest.data(), 8);
  return hex;
}

}  // namespace seggwat
