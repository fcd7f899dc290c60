#include "projects/project_store.h"

#include "projects/office_hours_json.h"
#include "projects/widget_json.h"

namespace seggwat::projects {
namespace {

std::string to_list(const std::vector<std::string>& origins) {
  return json::serialize(json::array(origins.begin(), origins.end()));
}

std::vector<std::string> read_list(std::string_view text) {
  std::vector<std::string> origins;
  const auto value = parse_json(text);
  if (!value || !value->is_array()) return origins;
  for (const auto& origin : value->get_array()) {
    if (origin.is_string()) origins.emplace_back(origin.get_string());
  }
  return origins;
}

Project read_project(const db::Row& row) {
  Project project;
  project.id = row.id<ProjectId>(0);
  project.key = row.id<ProjectKey>(1);
  project.name = row.text(2);
  project.description = row.text(3);
  project.allowed_origins = read_list(row.text(4));
  project.site_url = row.maybe_text(5);
  project.widget = parse_stored_widget(row.text(6));
  project.installed_at = row.maybe_instant(7);
  project.created_at = row.instant(8);
  project.assign_in_turn = row.flag(9);
  project.ask_for_rating = row.flag(10);
  project.office_hours = parse_stored_office_hours(row.text(11));
  return project;
}

SealedSecret read_secret(const db::Row& row) {
  return {row.id<SecretId>(0), row.id<ProjectId>(1), row.blob(2),         row.text(3),
          row.instant(4),      row.maybe_instant(5), row.maybe_instant(6)};
}

}  // namespace

std::vector<Project> list_projects(db::Database& database) {
  std::vector<Project> projects;
  auto query = database.query(
      "SELECT id, key, name, description, allowed_origins, site_url, widget, installed_at, created_at, assign_in_turn,"
      " ask_for_rating, office_hours FROM projects ORDER BY created_at, id");
  while (query.step()) projects.push_back(read_project(query.row()));
  return projects;
}

std::optional<Project> find_project(db::Database& database, const ProjectId& id) {
  auto query = database.query(
      "SELECT id, key, name, description, allowed_origins, site_url, widget, installed_at, created_at, assign_in_turn,"
      " ask_for_rating, office_hours FROM projects WHERE id = ?",
      id);
  if (!query.step()) return std::nullopt;
  return read_project(query.row());
}

void insert_project(db::Database& database, const Project& project) {
  database
      .query(
          "INSERT INTO projects (id, key, name, description, allowed_origins, site_url, widget, created_at, assign_in_turn)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          project.id, project.key, project.name, project.description, to_list(project.allowed_origins), project.site_url,
          json::serialize(to_json(project.widget)), project.created_at, project.assign_in_turn)
      .run();
}

void update_project(db::Database& database, const Project& project) {
  database
      .query(
          "UPDATE projects SET name = ?, description = ?, allowed_origins = ?, site_url = ?, assign_in_turn = ?,"
          " ask_for_rating = ? WHERE id = ?",
          project.name, project.description, to_list(project.allowed_origins), project.site_url, project.assign_in_turn,
          project.ask_for_rating, project.id)
      .run();
}

void update_widget(db::Database& database, const ProjectId& project, const WidgetSettings& widget) {
  database.query("UPDATE projects SET widget = ? WHERE id = ?", json::serialize(to_json(widget)), project).run();
}

void update_office_hours(db::Database& database, const ProjectId& project, const OfficeHours& hours) {
  database.query("UPDATE projects SET office_hours = ? WHERE id = ?", json::serialize(to_json(hours)), project).run();
}

bool mark_installed(db::Database& database, const ProjectId& project, Instant at) {
  database.query("UPDATE projects SET installed_at = ? WHERE id = ? AND installed_at IS NULL", at, project).run();
  return database.changes() > 0;
}

std::vector<SealedSecret> list_sealed_secrets(db::Database& database, const ProjectId& project) {
  std::vector<SealedSecret> secrets;
  auto query = database.query(
      "SELECT id, project_id, sealed, hint, created_at, last_used_at, revoked_at FROM signing_secrets"
      " WHERE project_id = ? ORDER BY created_at DESC, id DESC",
      project);
  while (query.step()) secrets.push_back(read_secret(query.row()));
  return secrets;
}

void insert_secret(db::Database& database, const SealedSecret& secret) {
  database
      .query("INSERT INTO signing_secrets (id, project_id, sealed, hint, created_at) VALUES (?, ?, ?, ?, ?)", secret.id,
             secret.project, db::Blob{secret.sealed}, secret.hint, secret.created_at)
      .run();
}

void set_revoked(db::Database& database, const SecretId& secret, Instant at) {
  database.query("UPDATE signing_secrets SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", at, secret).run();
}

void set_last_used(db::Database& database, const SecretId& secret, Instant at) {
  database.query("UPDATE signing_secrets SET last_used_at = max(coalesce(last_used_at, 0), ?) WHERE id = ?", at, secret).run();
}

}  // namespace seggwat::projects
