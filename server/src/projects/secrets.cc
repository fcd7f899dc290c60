#include "projects/secrets.h"

#include <algorithm>

#include "projects/project_store.h"

namespace seggwat::projects {
namespace {

constexpr std::string_view kPrefix = "sws_";
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kHintCharacters = 4;

SecretInfo describe(const SealedSecret& secret, bool usable) {
  return {secret.id, std::string(kPrefix) + "…" + secret.hint, secret.created_at, secret.last_used_at, secret.revoked_at, usable};
}

}  // namespace

Result<NewSecret> generate_secret(db::Tx& tx, const ProjectId& project, const SecretKey& key, Random& random) {
  const auto known = list_secrets(tx.database, project, key);
  const auto live = std::ranges::count_if(known, [](const auto& secret) { return secret.usable && !secret.revoked_at; });
  if (live >= static_cast<std::ptrdiff_t>(kLiveSecrets)) {
    return fail(ErrorKind::conflict, "too_many_secrets", "Two secrets are live already. Revoke one of them first.");
  }
  NewSecret made;
  made.value = std::string(kPrefix) + random.token(kSecretBytes);
  const SealedSecret sealed{SecretId::make(tx.now, random),
                            project,
                            key.seal(made.value, random),
                            made.value.substr(made.value.size() - kHintCharacters),
                            tx.now,
                            std::nullopt,
                            std::nullopt};
  insert_secret(tx.database, sealed);
  made.info = describe(sealed, true);
  return made;
}

Status revoke_secret(db::Tx& tx, const ProjectId& project, const SecretId& secret) {
  const auto known = list_sealed_secrets(tx.database, project);
  if (std::ranges::find(known, secret, &SealedSecret::id) == known.end()) return not_found();
  set_revoked(tx.database, secret, tx.now);
  return {};
}

std::vector<SecretInfo> list_secrets(db::Database& database, const ProjectId& project, const SecretKey& key) {
  std::vector<SecretInfo> secrets;
  for (const auto& sealed : list_sealed_secrets(database, project)) {
    secrets.push_back(describe(sealed, key.open(sealed.sealed).has_value()));
  }
  return secrets;
}

void save_secret_uses(db::Tx& tx, const std::vector<SecretUse>& uses) {
  for (const auto& use : uses) set_last_used(tx.database, use.secret, use.at);
}

}  // namespace seggwat::projects
