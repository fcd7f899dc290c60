#include "team/two_factor.h"

#include <algorithm>

#include "base/text.h"
#include "team/totp.h"
#include "team/two_factor_store.h"

namespace seggwat::team {
namespace {

constexpr std::size_t kRecoveryBytes = 10;  // 16 characters
constexpr std::size_t kRecoveryLength = 16;
constexpr std::size_t kCodeLength = 6;

std::string random_bytes(Random& random, std::size_t count) {
  std::vector<std::uint8_t> bytes(count);
  random.fill(bytes);
  return {bytes.begin(), bytes.end()};
}

std::string grouped(const std::string& code) {
  std::string text;
  for (std::size_t at = 0; at < code.size(); at += 4) text += (at == 0 ? "" : "-") + code.substr(at, 4);
  return text;
}

std::unexpected<Error> wrong_code() { return fail(ErrorKind::forbidden, "wrong_code", "The code is wrong, or was used already."); }

// The time step of a code that fits now and is newer than the last one used. Every candidate is compared, so that time tells
// nothing.
std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, std::int64_t last, Instant now) {
  std::optional<std::int64_t> found;
  const auto today = totp_step(now);
  for (auto step = today - kTotpDrift; step <= today + kTotpDrift; ++step) {
    if (equal_in_constant_time(totp_code(secret, step), code) && step > last && !found) found = step;
  }
  return found;
}

std::optional<std::int64_t> step_of_code(const SecretKey& key, const store::TwoFactor& factor, std::string_view code, Instant now) {
  const auto secret = key.open(factor.sealed);
  if (!secret || code.size() != kCodeLength) return std::nullopt;
  return step_of_code(*secret, code, factor.last_step, now);
}

bool uses_recovery_code(db::Tx& tx, const MemberId& member, const std::string& code) {
  return code.size() == kRecoveryLength && store::use_recovery_code(tx.database, member, sha256(code));
}

}  // namespace

std::string normal_code(std::string_view code) {
  std::string normal;
  for (const char c : code) {
    if (c != ' ' && c != '-') normal += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  return normal;
}

std::string new_totp_secret(Random& random) { return random_bytes(random, kTotpSecretBytes); }

std::vector<std::string> new_recovery_codes(Random& random) {
  std::vector<std::string> codes;
  while (codes.size() < kRecoveryCodes) codes.push_back(grouped(to_base32(random_bytes(random, kRecoveryBytes))));
  return codes;
}

bool has_two_factor(db::Database& database, const MemberId& member) {
  const auto factor = store::find_two_factor(database, member);
  return factor && factor->enabled_at;
}

bool reset_two_factor(db::Tx& tx, const MemberId& member) { return store::delete_two_factor(tx.database, member); }

Status begin_two_factor(db::Tx& tx, const MemberId& member, const std::string& sealed_secret) {
  if (has_two_factor(tx.database, member)) {
    return fail(ErrorKind::conflict, "two_factor_on", "Two-factor sign-in is on already. Switch it off first.");
  }
  store::insert_two_factor(tx.database, member, sealed_secret, tx.now);
  return {};
}

Status confirm_two_factor(db::Tx& tx, const SecretKey& key, const MemberId& member, std::string_view code) {
  const auto factor = store::find_two_factor(tx.database, member);
  if (!factor || factor->enabled_at) {
    return fail(ErrorKind::conflict, "two_factor_not_begun", "Begin with a new secret, then confirm it with a code.");
  }
  const auto step = step_of_code(key, *factor, normal_code(code), tx.now);
  if (!step) return wrong_code();
  store::enable_two_factor(tx.database, member, *step, tx.now);
  return {};
}

void give_recovery_codes(db::Tx& tx, const MemberId& member, const std::vector<std::string>& codes) {
  std::vector<Digest> hashes;
  std::ranges::transform(codes, std::back_inserter(hashes), [](const auto& code) { return sha256(normal_code(code)); });
  store::replace_recovery_codes(tx.database, member, hashes);
}

Status use_code(db::Tx& tx, const SecretKey& key, const MemberId& member, std::string_view given) {
  const auto factor = store::find_two_factor(tx.database, member);
  if (!factor || !factor->enabled_at) return {};
  const auto again_at = factor->failed_at + kWrongCodePause;
  if (factor->failures >= kWrongCodesAtOnce && tx.now < again_at) {
    const auto wait = std::chrono::ceil<Seconds>(again_at - tx.now);
    return std::unexpected(Error{ErrorKind::rate_limited, "rate_limited", "Too many wrong codes. Please wait a minute.", wait});
  }
  const auto code = normal_code(given);
  const auto step = step_of_code(key, *factor, code, tx.now);
  if (!step && !uses_recovery_code(tx, member, code)) {
    store::save_wrong_code(tx.database, member, tx.now);
    return wrong_code();
  }
  store::save_used_step(tx.database, member, step.value_or(factor->last_step));
  return {};
}

}  // namespace seggwat::team
