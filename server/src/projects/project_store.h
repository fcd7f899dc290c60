#pragma once

#include <optional>
#include <vector>

#include "db/database.h"
#include "projects/project.h"

namespace seggwat::projects {

// Oldest first, without secrets.
std::vector<Project> list_projects(db::Database& database);
std::optional<Project> find_project(db::Database& database, const ProjectId& id);
void insert_project(db::Database& database, const Project& project);
// Name, description, origins, site and how conversations are worked on.
void update_project(db::Database& database, const Project& project);
void update_widget(db::Database& database, const ProjectId& project, const WidgetSettings& widget);
void update_office_hours(db::Database& database, const ProjectId& project, const OfficeHours& hours);
// True when it was not marked before.
bool mark_installed(db::Database& database, const ProjectId& project, Instant at);

struct SealedSecret {
  SecretId id;
  ProjectId project;
  std::string sealed;
  std::string hint;  // the last four characters
  Instant created_at;
  std::optional<Instant> last_used_at;
  std::optional<Instant> revoked_at;
};

// Newest first.
std::vector<SealedSecret> list_sealed_secrets(db::Database& database, const ProjectId& project);
void insert_secret(db::Database& database, const SealedSecret& secret);
void set_revoked(db::Database& database, const SecretId& secret, Instant at);
void set_last_used(db::Database& database, const SecretId& secret, Instant at);

}  // namespace seggwat::projects
