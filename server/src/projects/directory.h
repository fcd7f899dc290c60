#pragma once

#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "projects/project.h"
#include "team/member.h"

namespace seggwat::db {
class Database;
}

namespace seggwat::projects {

// All projects with their opened signing secrets, as one immutable snapshot. Pointers live as long as the snapshot.
class Directory {
 public:
  // Secrets that `key` cannot open are left out: their tokens are refused like those of an unknown secret.
  static std::shared_ptr<const Directory> load(db::Database& database, const SecretKey& key);
  explicit Directory(std::vector<Project> projects);

  // Null when there is none.
  const Project* find(const ProjectId& id) const;
  const Project* find(const ProjectKey& key) const;
  // A path's {project_id}, which may be the project's id or its key, as this member may see it; else 404.
  Result<const Project*> load_for(const team::Member& member, std::string_view id_or_key) const;
  // Oldest first.
  const std::vector<Project>& all() const { return projects_; }

 private:
  std::vector<Project> projects_;
  std::unordered_map<Uuid, std::size_t> by_id_;
  std::unordered_map<Uuid, std::size_t> by_key_;
};

}  // namespace seggwat::projects
