#include "app/retention_routes.h"

#include "app/retention.h"
#include "audit/acts.h"
#include "base/text.h"
#include "http/response.h"

namespace seggwat::app {
namespace {

std::unexpected<Error> bad_days() {
  return invalid("invalid_field", "`days` must be a whole number from 1 to " + std::to_string(kRetentionDaysMax) + ".");
}

bool is_possible(std::int64_t days) { return days >= 1 && days <= kRetentionDaysMax; }

json::object retention_json(db::Database& database, const ProjectId& project, const std::optional<std::int64_t>& asked,
                            Instant now) {
  const auto days = find_retention(database, project);
  const auto counted = asked ? asked : days;
  json::object shown{{"days", or_null(days)}, {"would_delete", 0}};
  if (counted) shown["would_delete"] = count_old_conversations(database, project, *counted, now);
  return shown;
}

}  // namespace

Result<ProjectId> RetentionRoutes::project_for(const http::Request& request, const team::Caller& caller) const {
  const auto directory = projects_.current();
  const auto project = directory->load_for(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  if (!caller.member.is_admin()) return forbidden("Only Owners and Admins may do this.");
  return (*project)->id;
}

Result<http::Plan> RetentionRoutes::show(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(request, caller);
  if (!project) return std::unexpected(project.error());
  std::optional<std::int64_t> days;
  if (const auto given = request.query_value("days")) {
    days = parse_natural(*given);
    if (!days || !is_possible(*days)) return bad_days();
  }
  return http::Read{[project = *project, days, now = clock_.now()](db::Database& database) -> Result<http::Plan> {
    return http::ok(retention_json(database, project, days, now));
  }};
}

Result<http::Plan> RetentionRoutes::save(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(request, caller);
  if (!project) return std::unexpected(project.error());
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  const auto days = fields.integer("days");
  if (!fields.has("days")) fields.refuse("days", "is missing.");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  if (days && !is_possible(*days)) return bad_days();
  return http::Write{[actor = caller.actor(), project = *project, days](db::Tx& tx) -> Result<http::Reply> {
    save_retention(tx, project, days);
    audit::record(tx, actor, {.name = audit::kRetentionChanged, .project = project, .details = {{"days", or_null(days)}}});
    return http::Reply([shown = retention_json(tx.database, project, days, tx.now)] { return http::ok(shown); });
  }};
}

}  // namespace seggwat::app
