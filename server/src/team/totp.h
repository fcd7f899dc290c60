#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"

// Codes of an authenticator app: RFC 6238 with SHA-1, six digits and steps of 30 s, which is what every app understands.
namespace seggwat::team {

constexpr std::size_t kTotpSecretBytes = 20;
constexpr std::int64_t kTotpDrift = 1;  // steps that a clock may be off, either way

std::int64_t totp_step(Instant at);
std::string totp_code(std::string_view secret, std::int64_t step);

// RFC 4648 §6 without padding.
std::string to_base32(std::string_view bytes);

// What the QR code holds: `otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=…`.
std::string totp_address(std::string_view issuer, std::string_view account, std::string_view secret);

}  // namespace seggwat::team
