#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "projects/project.h"

namespace seggwat::end_users {

// A token taken apart, nothing of it proven. RFC 7515 §7.1: header.claims.signature, each base64url.
struct Jwt {
  json::object header;
  json::object claims;
  std::string signature;
  std::string_view signed_text;  // points into the token
};

// Nothing unless the form is right to the letter: at most kTokenBytes, three parts, strict base64url, two JSON objects that name no
// member twice.
std::optional<Jwt> read_jwt(std::string_view token);

// Nothing when the header asks for what this server does: HS256, no critical extensions, `typ` absent or JWT. Else what is wrong
// with it.
std::optional<std::string> find_header_fault(const json::object& header);

// Was this token signed with exactly this key? In constant time.
bool is_signed_with(const Jwt& jwt, std::string_view key);

enum class SecretState { live, revoked };
// The project's secret of this state that signed the token; null when none did. A `kid` must be the id of that secret.
const projects::SigningSecret* find_signer(const projects::Project& project, const Jwt& jwt, SecretState state);

}  // namespace seggwat::end_users
