#include "team/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>

#include "base/text.h"

namespace seggwat::team {
namespace {

// Of eight characters and more, in lower case: what lists of leaked passwords begin with.
constexpr std::array<std::string_view, 96> kMostCommon{
    "12345678",  "123456789", "1234567890",    "0123456789",  "0987654321",   "9876543210",   "987654321",    "87654321",
    "123123123", "12341234",  "123412341234",  "11223344",    "1122334455",   "112233445566", "147258369",    "741852963",
    "789456123", "123654789", "12344321",      "123454321",   "1q2w3e4r",     "1q2w3e4r5t",   "1q2w3e4r5t6y", "q1w2e3r4",
    "qwerty12",  "qwerty123", "qwerty1234",    "qwerty12345", "qwertyuiop",   "qwertyui",     "qwertzuiop",   "azertyuiop",
    "asdfghjk",  "asdfghjkl", "zxcvbnm1",      "1qaz2wsx",    "1qaz2wsx3edc", "qazwsxedc",    "zaq12wsx",     "!qaz2wsx",
    "abcd1234",  "abc12345",  "abcdefgh",      "abcdefghij",  "a1b2c3d4",     "a1234567",     "aa123456",     "aa12345678",
    "password",  "password1", "password12",    "password123", "password1234", "password!",    "password1!",   "passw0rd",
    "p@ssword",  "p@ssw0rd",  "p@ssw0rd1",     "pa$$word",    "passwort",     "passwort1",    "passwort123",  "motdepasse",
    "losenord",  "iloveyou",  "iloveyou1",     "sunshine",    "sunshine1",    "princess",     "princess1",    "football",
    "football1", "baseball",  "baseball1",     "superman",    "superman1",    "trustno1",     "starwars",     "whatever",
    "computer",  "internet",  "michelle",      "jennifer",    "letmein1",     "letmein123",   "welcome1",     "welcome123",
    "admin123",  "admin1234", "administrator", "changeme",    "changeme1",    "changeme123",  "hallo123",     "bonjour1"};

bool is_one_character(std::string_view password) {
  return std::ranges::all_of(password, [&](char c) { return c == password.front(); });
}

}  // namespace

Status check_choice(std::string_view password, const PasswordOwner& owner) {
  const auto lower = to_lower_ascii(password);
  const auto email = to_lower_ascii(owner.email);
  const bool is_own = lower == email || lower == email.substr(0, email.find('@')) || lower == to_lower_ascii(owner.name);
  const bool is_common = std::ranges::find(kMostCommon, lower) != kMostCommon.end() || is_one_character(lower);
  if (!is_own && !is_common) return {};
  return invalid("password_guessable", "This password is among the first that anybody would try. Please choose another one.");
}

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
