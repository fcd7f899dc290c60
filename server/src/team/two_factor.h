#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "db/write_lane.h"
#include "team/member.h"

// The second factor of a sign-in: codes of an authenticator app, and recovery codes for when it is lost. The app's secret is stored
// encrypted, recovery codes as SHA-256 only.
namespace seggwat::team {

constexpr std::size_t kRecoveryCodes = 10;
constexpr std::int64_t kWrongCodesAtOnce = 10;  // after these, one try in kWrongCodePause: the password is known to whoever tries
constexpr std::chrono::seconds kWrongCodePause{60};

// Without spaces and hyphens, in upper case: as people copy codes.
std::string normal_code(std::string_view code);

// Secrets are made before the write job, which may run twice.
std::string new_totp_secret(Random& random);
std::vector<std::string> new_recovery_codes(Random& random);  // each ABCD-EFGH-IJKL-MNOP

bool has_two_factor(db::Database& database, const MemberId& member);
// For somebody who has lost app and codes. `bool`: there was one.
bool reset_two_factor(db::Tx& tx, const MemberId& member);

// Begins: protects nothing until a code has confirmed it. 409 `two_factor_on`.
Status begin_two_factor(db::Tx& tx, const MemberId& member, const std::string& sealed_secret);
// 409 `two_factor_not_begun`, 403 `wrong_code`. From here on a sign-in asks for a code.
Status confirm_two_factor(db::Tx& tx, const SecretKey& key, const MemberId& member, std::string_view code);
void give_recovery_codes(db::Tx& tx, const MemberId& member, const std::vector<std::string>& codes);

// Uses one code up: of the app, each once, or a recovery code. 403 `wrong_code`; 429 `rate_limited` after too many. An error is
// counted in `tx`: it only counts when the job still returns a value. A member without a second factor needs no code.
Status use_code(db::Tx& tx, const SecretKey& key, const MemberId& member, std::string_view code);

}  // namespace seggwat::team
