#include "projects/office_hours_routes.h"

#include "audit/acts.h"
#include "audit/audit.h"
#include "projects/office_hours_json.h"
#include "projects/project_store.h"

namespace seggwat::projects {

Result<http::Plan> OfficeHoursRoutes::show(const http::Request& request, const team::Caller& caller) {
  const auto directory = projects_.current();
  const auto project = directory->load_for(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  return http::ok(to_json((*project)->office_hours));
}

Result<http::Plan> OfficeHoursRoutes::save(const http::Request& request, const team::Caller& caller) {
  const auto directory = projects_.current();
  const auto project = directory->load_for(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  if (!caller.member.is_admin()) return forbidden("Only Owners and Admins may change office hours.");
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  auto hours = read_office_hours(*body);
  if (!hours) return std::unexpected(hours.error());
  return http::Write{[this, actor = caller.actor(), id = (*project)->id, name = (*project)->name,
                      hours = std::move(*hours)](db::Tx& tx) -> Result<http::Reply> {
    update_office_hours(tx.database, id, hours);
    audit::record(tx, actor, {.name = audit::kOfficeHoursChanged, .project = id, .subject = name});
    projects_.refresh(tx);
    return http::Reply{[hours] { return http::ok(to_json(hours)); }};
  }};
}

}  // namespace seggwat::projects
