#include "end_users/claims.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "end_users/attributes.h"
#include "end_users/end_users.h"
#include "end_users/token.h"

namespace seggwat::end_users {
namespace {

std::unexpected<Error> refuse(std::string code, std::string message) {
  return fail(ErrorKind::unauthorized, std::move(code), std::move(message));
}

std::string describe(Seconds span) {
  const auto say = [](std::int64_t count, const char* unit) {
    return std::to_string(count) + " " + unit + (count == 1 ? "" : "s");
  };
  const auto seconds = span.count();
  if (seconds < 60) return say(seconds, "second");
  if (seconds < 3600) return say(seconds / 60, "minute");
  if (seconds < 48 * 3600) return say(seconds / 3600, "hour");
  return say(seconds / 86400, "day");
}

// RFC 7519 §2 NumericDate: any finite number from 0 to 2^53, rounded down to the second.
std::optional<Seconds> read_date(const json::value& value) {
  constexpr std::int64_t kLargest = std::int64_t{1} << 53;
  if (const auto* whole = value.if_int64()) {
    if (*whole < 0 || *whole > kLargest) return std::nullopt;
    return Seconds{*whole};
  }
  const auto* real = value.if_double();
  if (real == nullptr || !(*real >= 0 && *real <= static_cast<double>(kLargest))) return std::nullopt;
  return Seconds{static_cast<std::int64_t>(std::floor(*real))};
}

Result<Seconds> require_date(const json::object& claims, std::string_view name) {
  const auto* value = claims.if_contains(name);
  if (value == nullptr) return refuse("token_claims", "The claim `" + std::string(name) + "` is missing.");
  if (const auto date = read_date(*value)) return *date;
  return refuse("token_claims", "The claim `" + std::string(name) + "` must be a number of seconds since 1970.");
}

Result<std::string> require_text(const json::object& claims, std::string_view name) {
  const auto* value = claims.if_contains(name);
  if (value == nullptr) return refuse("token_claims", "The claim `" + std::string(name) + "` is missing.");
  if (value->is_string()) return std::string(value->get_string());
  return refuse("token_claims", "The claim `" + std::string(name) + "` must be text.");
}

std::optional<std::string> optional_text(const json::object& claims, std::string_view name) {
  const auto* value = claims.if_contains(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string(value->get_string());
}

Status check_sub(std::string_view sub) {
  const auto length = count_code_points(sub);
  if (length >= 1 && length <= kSubCodePoints && !has_control_characters(sub)) return {};
  return refuse("token_claims", "The claim `sub` must be 1 to 255 characters without control characters.");
}

struct Dates {
  Seconds exp;
  Seconds iat;
  std::optional<Seconds> nbf;
};

Result<Dates> read_dates(const json::object& claims) {
  const auto exp = require_date(claims, "exp");
  if (!exp) return std::unexpected(exp.error());
  const auto iat = require_date(claims, "iat");
  if (!iat) return std::unexpected(iat.error());
  if (!claims.contains("nbf")) return Dates{*exp, *iat, std::nullopt};
  const auto nbf = require_date(claims, "nbf");
  if (!nbf) return std::unexpected(nbf.error());
  return Dates{*exp, *iat, *nbf};
}

// Dates of our time in milliseconds, where seconds are meant: the clocks of some languages count them.
constexpr Seconds kLooksLikeMilliseconds{1'000'000'000'000};
constexpr std::string_view kMillisecondsHint =
    "The claims `exp` and `iat` count seconds; the token has milliseconds. Divide by 1000.";

bool looks_like_milliseconds(const Dates& dates) { return std::max(dates.exp, dates.iat) >= kLooksLikeMilliseconds; }

Status check_dates(const Dates& dates, Instant now) {
  const auto at = now.time_since_epoch();
  const bool milliseconds = looks_like_milliseconds(dates);
  if (dates.exp - dates.iat > kTokenLifetime) {
    return refuse("token_lifetime",
                  milliseconds ? std::string(kMillisecondsHint)
                               : "The token is valid for " + describe(dates.exp - dates.iat) + "; at most 24 hours are accepted.");
  }
  if (dates.exp + kClockSkew <= at) {
    return refuse("token_expired", "The token expired " + describe(std::chrono::floor<Seconds>(at) - dates.exp) + " ago.");
  }
  if (dates.iat > at + kClockSkew) {
    return refuse("token_not_yet_valid",
                  milliseconds ? std::string(kMillisecondsHint)
                               : "The claim `iat` lies in the future: check the clock of the server that made the token.");
  }
  if (dates.nbf && (*dates.nbf > at + kClockSkew || *dates.nbf > dates.exp)) {
    return refuse("token_not_yet_valid", "The claim `nbf` says that the token is not valid yet.");
  }
  return {};
}

std::optional<std::string> read_name(const json::object& claims) {
  auto name = optional_text(claims, "name");
  if (!name || is_invisible(*name)) return std::nullopt;
  for (char& c : *name) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return cut_to(trim_white_space(*name), kNameCodePoints);
}

std::optional<std::string> read_email(const json::object& claims) {
  auto email = optional_text(claims, "email");
  if (email && !is_email_address(*email)) email.reset();
  return email;
}

std::optional<std::string> read_subscription(const json::object& claims) {
  auto id = optional_text(claims, "subscription_id");
  if (id && (id->empty() || count_code_points(*id) > 255 || has_control_characters(*id))) id.reset();
  return id;
}

std::optional<std::string> read_attributes(const json::object& claims) {
  const auto* value = claims.if_contains("attributes");
  if (value == nullptr || !value->is_object()) return std::nullopt;
  return keep_claimed_attributes(value->get_object());
}

}  // namespace

Result<EndUser> accept_claims(const projects::Project& project, const json::object& claims, Instant now) {
  const auto sub = require_text(claims, "sub");
  if (!sub) return std::unexpected(sub.error());
  if (const auto fine = check_sub(*sub); !fine) return std::unexpected(fine.error());
  const auto dates = read_dates(claims);
  if (!dates) return std::unexpected(dates.error());
  const auto key = require_text(claims, "project_key");
  if (!key) return std::unexpected(key.error());
  if (*key != to_string(project.key)) return refuse("token_wrong_project", "The claim `project_key` names another project.");
  if (const auto fine = check_dates(*dates, now); !fine) return std::unexpected(fine.error());

  EndUser user;
  user.project = project.id;
  user.project_key = project.key;
  user.sub = *sub;
  user.name = read_name(claims);
  user.email = read_email(claims);
  user.attributes_json = read_attributes(claims);
  user.subscription_id = read_subscription(claims);
  user.issued_at = Instant{dates->iat};
  user.expires_at = Instant{dates->exp};
  return user;
}

}  // namespace seggwat::end_users
