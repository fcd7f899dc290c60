#include "team/passwords.h"

#include <sodium.h>

#include <array>
#include <new>

#include "base/text.h"

namespace seggwat::team {

Status check_new_password(std::string_view password) {
  if (password.size() > kPasswordMaxBytes) {
    return invalid("password_too_long", "The password may have at most " + std::to_string(kPasswordMaxBytes) + " bytes.");
  }
  if (count_code_points(password) < kPasswordMinCharacters) {
    return invalid("password_too_short", "The password needs at least " + std::to_string(kPasswordMinCharacters) + " characters.");
  }
  return {};
}

// A well-formed hash over an all-zero salt: what follows the parameters is 16 bytes of salt and 32 bytes of digest in base64. That
// a password has this very digest is as likely as guessing 256 bits.
PasswordHasher::PasswordHasher(Cost cost)
    : cost_(cost),
      dummy_("$argon2id$v=19$m=" + std::to_string(cost.memory_bytes / 1024) + ",t=" + std::to_string(cost.passes) + ",p=1$" +
             std::string(22, 'A') + "$" + std::string(43, 'A')) {}

std::string PasswordHasher::hash(std::string_view password) const {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost_.passes, cost_.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();
  }
  return text.data();
}

bool PasswordHasher::verify(const std::string& stored, std::string_view password) const {
  return crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
}

bool PasswordHasher::is_outdated(const std::string& stored) const {
  return crypto_pwhash_str_needs_rehash(stored.c_str(), cost_.passes, cost_.memory_bytes) != 0;
}

}  // namespace seggwat::team
