#include "end_users/token.h"

#include "end_users/claims.h"
#include "end_users/jwt.h"

namespace seggwat::end_users {
namespace {

const projects::Project* find_by_text(const FindProject& find, std::string_view text) {
  const auto key = ProjectKey::parse(text);
  return key ? find(*key) : nullptr;
}

// The project the token itself names. Unproven: good for choosing secrets and nothing else.
const projects::Project* find_claimed(const FindProject& find, const json::object& claims) {
  const auto* claim = claims.if_contains("project_key");
  if (claim == nullptr || !claim->is_string()) return nullptr;
  const auto* project = find_by_text(find, claim->get_string());
  return project != nullptr && to_string(project->key) == std::string_view(claim->get_string()) ? project : nullptr;
}

std::unexpected<Error> wrong_project() {
  return fail(ErrorKind::unauthorized, "token_wrong_project", "The token was made for another project.");
}

}  // namespace

Result<EndUser> verify(const FindProject& find, std::string_view token, std::optional<std::string_view> asked_project,
                       Instant now) {
  const auto jwt = read_jwt(token);
  if (!jwt || find_header_fault(jwt->header)) return token_invalid();
  const auto* claimed = find_claimed(find, jwt->claims);
  const auto* project = asked_project ? find_by_text(find, *asked_project) : claimed;
  if (project == nullptr) return token_invalid();

  if (const auto* secret = find_signer(*project, *jwt, SecretState::live)) {
    auto user = accept_claims(*project, jwt->claims, now);
    if (user) user->secret = secret->id;
    return user;
  }
  if (find_signer(*project, *jwt, SecretState::revoked) != nullptr) return token_revoked();
  // Proven, only for the project that the token names and not for the one that was asked for.
  const bool for_another = claimed != nullptr && claimed != project;
  if (for_another && find_signer(*claimed, *jwt, SecretState::live) != nullptr) return wrong_project();
  return token_invalid();
}

std::unexpected<Error> token_invalid() {
  return fail(ErrorKind::unauthorized, "token_invalid", "The token is missing or not valid.");
}

std::unexpected<Error> token_revoked() { return fail(ErrorKind::unauthorized, "token_revoked", "The token has been revoked."); }

Status require_live_chat(const projects::Project& project) {
  if (project.widget.live_chat) return {};
  return fail(ErrorKind::forbidden, "chat_disabled", "Live chat is switched off for this project.");
}

}  // namespace seggwat::end_users
