#include "projects/directory.h"

#include "projects/project_store.h"

namespace seggwat::projects {
namespace {

// Tokens of a secret revoked earlier than these are refused like any unknown ones.
constexpr std::size_t kRevokedKept = 8;

void add_secrets(db::Database& database, const SecretKey& key, Project& project) {
  std::size_t revoked = 0;
  for (const auto& sealed : list_sealed_secrets(database, project.id)) {
    if (sealed.revoked_at && ++revoked > kRevokedKept) continue;
    auto value = key.open(sealed.sealed);
    if (value) project.secrets.push_back({sealed.id, std::move(*value), sealed.revoked_at});
  }
}

}  // namespace

std::shared_ptr<const Directory> Directory::load(db::Database& database, const SecretKey& key) {
  auto projects = list_projects(database);
  for (auto& project : projects) add_secrets(database, key, project);
  return std::make_shared<const Directory>(std::move(projects));
}

Directory::Directory(std::vector<Project> projects) : projects_(std::move(projects)) {
  for (std::size_t i = 0; i < projects_.size(); ++i) {
    by_id_[projects_[i].id.uuid] = i;
    by_key_[projects_[i].key.uuid] = i;
  }
}

const Project* Directory::find(const ProjectId& id) const {
  const auto found = by_id_.find(id.uuid);
  return found == by_id_.end() ? nullptr : &projects_[found->second];
}

const Project* Directory::find(const ProjectKey& key) const {
  const auto found = by_key_.find(key.uuid);
  return found == by_key_.end() ? nullptr : &projects_[found->second];
}

Result<const Project*> Directory::load_for(const team::Member& member, std::string_view id_or_key) const {
  const auto uuid = parse_uuid(id_or_key);
  if (!uuid) return not_found();
  const auto* project = find(ProjectId{*uuid});
  if (project == nullptr) project = find(ProjectKey{*uuid});
  if (project == nullptr || !member.may_see(project->id)) return not_found();
  return project;
}

}  // namespace seggwat::projects
