#include "projects/project_routes.h"

#include "audit/acts.h"
#include "base/json.h"
#include "projects/project_json.h"
#include "projects/widget_json.h"

namespace seggwat::projects {
namespace {

Status require_admin(const team::Caller& caller) {
  if (caller.member.is_admin()) return {};
  return forbidden("Only Owners and Admins may change projects.");
}

Result<std::optional<std::vector<std::string>>> read_origins(Fields& fields) {
  const auto* list = fields.list("allowed_origins");
  if (list == nullptr) return std::optional<std::vector<std::string>>{};
  std::vector<std::string> origins;
  for (const auto& origin : *list) {
    if (!origin.is_string()) return invalid("invalid_origin", "An origin must be text.");
    origins.emplace_back(origin.get_string());
  }
  return std::optional(std::move(origins));
}

Result<ProjectDraft> read_draft(const http::Request& request) {
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  ProjectDraft draft;
  draft.name = fields.text("name");
  draft.description = fields.text("description");
  draft.site_url = fields.is_null("site_url") ? std::optional<std::string>("") : fields.text("site_url");
  draft.assign_in_turn = fields.flag("assign_in_turn");
  draft.ask_for_rating = fields.flag("ask_for_rating");
  auto origins = read_origins(fields);
  if (!origins) return std::unexpected(std::move(origins.error()));
  draft.allowed_origins = std::move(*origins);
  if (const auto fine = fields.status(); !fine) return std::unexpected(fine.error());
  return draft;
}

json::object details_of(const ProjectDraft& draft) {
  json::array changed;
  if (draft.name) changed.emplace_back("name");
  if (draft.description) changed.emplace_back("description");
  if (draft.site_url) changed.emplace_back("site_url");
  if (draft.allowed_origins) changed.emplace_back("allowed_origins");
  return {{"changed", std::move(changed)}};
}

}  // namespace

Result<http::Plan> ProjectRoutes::list_projects(const http::Request&, const team::Caller& caller) {
  return http::Read{[this, directory = parts_.projects.current(), member = caller.member,
                     organisation = parts_.organisation()](db::Database& database) -> Result<http::Plan> {
    json::array projects;
    for (const auto& project : directory->all()) {
      if (!member.may_see(project.id)) continue;
      projects.push_back(to_json(project, {organisation, parts_.count_feedback(database, project.id), parts_.public_url}));
    }
    return http::ok({{"projects", std::move(projects)}});
  }};
}

Result<http::Plan> ProjectRoutes::show_project(const http::Request& request, const team::Caller& caller) {
  const auto directory = parts_.projects.current();
  const auto project = directory->load_for(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  return http::Read{
      [this, directory, project = *project, organisation = parts_.organisation()](db::Database& database) -> Result<http::Plan> {
        return http::ok(to_json(*project, {organisation, parts_.count_feedback(database, project->id), parts_.public_url}));
      }};
}

Result<http::Plan> ProjectRoutes::show_summary(const http::Request& request, const team::Caller& caller) {
  const auto directory = parts_.projects.current();
  const auto project = directory->load_for(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  return http::Read{
      [this, directory, project = *project, organisation = parts_.organisation()](db::Database& database) -> Result<http::Plan> {
        auto summary = parts_.summarise(database, project->id);
        summary["project"] = to_json(*project, {organisation, parts_.count_feedback(database, project->id), parts_.public_url});
        return http::ok(summary);
      }};
}

Result<http::Plan> ProjectRoutes::create_project(const http::Request& request, const team::Caller& caller) {
  if (const auto fine = require_admin(caller); !fine) return std::unexpected(fine.error());
  auto draft = read_draft(request);
  if (!draft) return std::unexpected(std::move(draft.error()));
  return http::Write{[this, actor = caller.actor(), draft = std::move(*draft),
                      organisation = parts_.organisation()](db::Tx& tx) -> Result<http::Reply> {
    auto project = projects::create_project(tx, parts_.random, draft);
    if (!project) return std::unexpected(std::move(project.error()));
    audit::record(tx, actor, {.name = audit::kProjectMade, .project = project->id, .subject = project->name});
    parts_.projects.refresh(tx);
    return http::Reply{[this, organisation, project = std::move(*project)] {
      return http::created(to_json(project, {organisation, 0, parts_.public_url}));
    }};
  }};
}

Result<http::Plan> ProjectRoutes::change_project(const http::Request& request, const team::Caller& caller) {
  const auto directory = parts_.projects.current();
  const auto project = directory->load_for(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  if (const auto fine = require_admin(caller); !fine) return std::unexpected(fine.error());
  auto draft = read_draft(request);
  if (!draft) return std::unexpected(std::move(draft.error()));
  return http::Write{[this, actor = caller.actor(), directory, project = *project, draft = std::move(*draft),
                      organisation = parts_.organisation()](db::Tx& tx) -> Result<http::Reply> {
    auto changed = projects::change_project(tx, project->id, draft);
    if (!changed) return std::unexpected(std::move(changed.error()));
    audit::record(tx, actor,
                  {.name = audit::kProjectChanged, .project = changed->id, .subject = changed->name, .details = details_of(draft)});
    parts_.projects.refresh(tx);
    changed->secrets = project->secrets;
    const ProjectView view{organisation, parts_.count_feedback(tx.database, project->id), parts_.public_url};
    return http::Reply{[view, changed = std::move(*changed)] { return http::ok(to_json(changed, view)); }};
  }};
}

Result<http::Plan> ProjectRoutes::show_widget(const http::Request& request, const team::Caller& caller) {
  const auto directory = parts_.projects.current();
  const auto project = directory->load_for(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  return http::ok(to_json((*project)->widget));
}

Result<http::Plan> ProjectRoutes::save_widget(const http::Request& request, const team::Caller& caller) {
  const auto directory = parts_.projects.current();
  const auto project = directory->load_for(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  if (const auto fine = require_admin(caller); !fine) return std::unexpected(fine.error());
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  const auto settings = read_widget_settings(*body);
  if (!settings) return std::unexpected(settings.error());
  return http::Write{[this, actor = caller.actor(), id = (*project)->id, name = (*project)->name,
                      settings = *settings](db::Tx& tx) -> Result<http::Reply> {
    projects::save_widget(tx, id, settings);
    audit::record(tx, actor, {.name = audit::kWidgetChanged, .project = id, .subject = name});
    parts_.projects.refresh(tx);
    return http::Reply{[settings] { return http::ok(to_json(settings)); }};
  }};
}

}  // namespace seggwat::projects
