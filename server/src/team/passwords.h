#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace seggwat::team {

constexpr std::size_t kPasswordMinCharacters = 8;
constexpr std::size_t kPasswordMaxBytes = 1024;

// 400 `password_too_short` or `password_too_long`; no rule about kinds of characters, which would only annoy (NIST SP 800-63B
// §5.1.1.2). Nothing is trimmed, normalised or cut: spaces and every character count.
Status check_new_password(std::string_view password);

// Whose password it is to be.
struct PasswordOwner {
  std::string email;
  std::string name;
};
// 400 `password_guessable`: one of the most common passwords, one character over and over, or the owner's own name or address. What
// is tried first against any account; the length is checked by check_new_password().
Status check_choice(std::string_view password, const PasswordOwner& owner);

// argon2id. Slow by design: call it in the work lane only. Safe from any thread.
class PasswordHasher {
 public:
  // At least the floor that OWASP names: 19 MiB, two passes, one lane.
  struct Cost {
    unsigned long long passes = 2;
    std::size_t memory_bytes = std::size_t{19} * 1024 * 1024;
  };

  PasswordHasher() : PasswordHasher(Cost{}) {}
  explicit PasswordHasher(Cost cost);

  // The self-describing form that is stored ("$argon2id$v=19$m=…"). Throws std::bad_alloc when memory is short.
  std::string hash(std::string_view password) const;
  bool verify(const std::string& stored, std::string_view password) const;
  // A hash of today's cost that no password fits: verifying against it takes as long as against a real one.
  const std::string& dummy() const { return dummy_; }
  // Stored under another cost than today's.
  bool is_outdated(const std::string& stored) const;

 private:
  Cost cost_;
  std::string dummy_;
};

}  // namespace seggwat::team
