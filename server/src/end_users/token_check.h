#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/json.h"
#include "end_users/token.h"

namespace seggwat::end_users {

// Why a token is good or refused, in words for the programmer who made it. For people who may see the project's secrets only:
// it says more than a refusal may.
struct Diagnosis {
  bool valid = false;
  std::optional<std::string> code;  // nothing when valid
  std::string message;
  std::optional<json::object> header;  // as far as they could be read
  std::optional<json::object> claims;
  std::optional<projects::SecretId> secret;  // whose signature it is, a revoked one included
};

// `code` is a refusal's (`token_expired` …) or, while no signature is proven: `malformed`, `wrong_algorithm`, `bad_signature`.
// Recognises the usual slips: a secret that was base64-decoded, cut of its `sws_` prefix, quoted or followed by a line end, the
// project's key in place of the secret.
Diagnosis diagnose(const projects::Project& project, std::string_view token, Instant now);

// {valid, code, message, header, claims, secret_id}
json::object to_json(const Diagnosis& diagnosis);

}  // namespace seggwat::end_users
