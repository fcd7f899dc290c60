#include "projects/secret_routes.h"

#include <algorithm>

#include "audit/acts.h"
#include "projects/project_json.h"
#include "projects/secrets.h"

namespace seggwat::projects {
namespace {

struct Found {
  std::shared_ptr<const Directory> directory;  // keeps the project alive
  const Project* project;
};

Result<Found> load_with_secrets(const Projects& projects, const http::Request& request, const team::Caller& caller) {
  auto directory = projects.current();
  const auto project = directory->load_for(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  if (!caller.member.is_admin()) return forbidden("Only Owners and Admins may see signing secrets.");
  if (!caller.is_person()) return forbidden("An API key may not see signing secrets.");
  return Found{std::move(directory), *project};
}

}  // namespace

std::unordered_map<SecretId, Instant> SecretRoutes::list_uses(const Project& project) const {
  std::unordered_map<SecretId, Instant> uses;
  for (const auto& secret : project.secrets) {
    if (const auto at = parts_.projects.last_use(secret.id)) uses[secret.id] = *at;
  }
  return uses;
}

Result<http::Plan> SecretRoutes::list_secrets(const http::Request& request, const team::Caller& caller) {
  const auto found = load_with_secrets(parts_.projects, request, caller);
  if (!found) return std::unexpected(found.error());
  return http::Read{
      [this, id = found->project->id, uses = list_uses(*found->project)](db::Database& database) -> Result<http::Plan> {
        json::array secrets;
        for (auto& secret : projects::list_secrets(database, id, parts_.key)) {
          const auto use = uses.find(secret.id);
          if (use != uses.end()) secret.last_used_at = std::max(secret.last_used_at, std::optional(use->second));
          secrets.push_back(to_json(secret));
        }
        return http::ok({{"secrets", std::move(secrets)}});
      }};
}

Result<http::Plan> SecretRoutes::generate_secret(const http::Request& request, const team::Caller& caller) {
  const auto found = load_with_secrets(parts_.projects, request, caller);
  if (!found) return std::unexpected(found.error());
  return http::Write{[this, actor = caller.actor(), id = found->project->id,
                      name = found->project->name](db::Tx& tx) -> Result<http::Reply> {
    auto made = projects::generate_secret(tx, id, parts_.key, parts_.random);
    if (!made) return std::unexpected(std::move(made.error()));
    audit::record(tx, actor, {.name = audit::kSecretMade, .project = id, .subject = name, .details = {{"hint", made->info.hint}}});
    parts_.projects.refresh(tx);
    return http::Reply{[made = std::move(*made)] {
      return http::created({{"secret", to_json(made.info)}, {"value", made.value}});
    }};
  }};
}

Result<http::Plan> SecretRoutes::revoke_secret(const http::Request& request, const team::Caller& caller) {
  const auto found = load_with_secrets(parts_.projects, request, caller);
  if (!found) return std::unexpected(found.error());
  const auto secret = request.id<SecretId>("sid");
  if (!secret) return std::unexpected(secret.error());
  return http::Write{[this, actor = caller.actor(), id = found->project->id, name = found->project->name,
                      secret = *secret](db::Tx& tx) -> Result<http::Reply> {
    if (const auto done = projects::revoke_secret(tx, id, secret); !done) return std::unexpected(done.error());
    audit::record(tx, actor, {.name = audit::kSecretRevoked, .project = id, .subject = name});
    parts_.projects.refresh(tx);
    return http::Reply{[] { return http::no_content(); }};
  }};
}

Result<http::Plan> SecretRoutes::check_token(const http::Request& request, const team::Caller& caller) {
  const auto found = load_with_secrets(parts_.projects, request, caller);
  if (!found) return std::unexpected(found.error());
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  const auto token = fields.required_text("token");
  if (const auto fine = fields.status(); !fine) return std::unexpected(fine.error());
  return http::ok(parts_.check_token(*found->project, token));
}

}  // namespace seggwat::projects
