#include "end_users/jwt.h"

#include <algorithm>

#include "base/json_claims.h"
#include "base/secret.h"
#include "base/text.h"
#include "end_users/token.h"

namespace seggwat::end_users {
namespace {

std::optional<json::object> read_part(std::string_view part) {
  const auto text = from_base64url(part);
  if (!text) return std::nullopt;
  auto object = parse_claims(*text);
  if (!object) return std::nullopt;
  return std::move(*object);
}

bool names_another_key(const json::object& header, const projects::SecretId& id) {
  const auto* kid = header.if_contains("kid");
  if (kid == nullptr) return false;
  return !kid->is_string() || std::string_view(kid->get_string()) != to_string(id);
}

}  // namespace

std::optional<Jwt> read_jwt(std::string_view token) {
  if (token.size() > kTokenBytes || std::ranges::count(token, '.') != 2) return std::nullopt;
  const auto first = token.find('.');
  const auto second = token.rfind('.');
  auto header = read_part(token.substr(0, first));
  auto claims = read_part(token.substr(first + 1, second - first - 1));
  auto signature = from_base64url(token.substr(second + 1));
  if (!header || !claims || !signature) return std::nullopt;
  return Jwt{std::move(*header), std::move(*claims), std::move(*signature), token.substr(0, second)};
}

std::optional<std::string> find_header_fault(const json::object& header) {
  const auto* alg = header.if_contains("alg");
  if (alg == nullptr || !alg->is_string() || alg->get_string() != "HS256") return "`alg` must be \"HS256\".";
  if (header.contains("crit")) return "`crit` is not supported.";
  if (header.contains("b64")) return "`b64` is not supported.";
  const auto* typ = header.if_contains("typ");
  if (typ == nullptr || (typ->is_string() && equals_ignoring_case(typ->get_string(), "JWT"))) return std::nullopt;
  return "`typ` must be \"JWT\" or absent.";
}

bool is_signed_with(const Jwt& jwt, std::string_view key) {
  return equal_in_constant_time(as_text(hmac_sha256(key, jwt.signed_text)), jwt.signature);
}

const projects::SigningSecret* find_signer(const projects::Project& project, const Jwt& jwt, SecretState state) {
  for (const auto& secret : project.secrets) {
    if (secret.revoked_at.has_value() != (state == SecretState::revoked)) continue;
    if (!names_another_key(jwt.header, secret.id) && is_signed_with(jwt, secret.value)) return &secret;
  }
  return nullptr;
}

}  // namespace seggwat::end_users
