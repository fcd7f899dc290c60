#include "figures/figure_routes.h"

#include "figures/figures_json.h"
#include "http/response.h"

namespace seggwat::figures {
namespace {

constexpr int kDaysByDefault = 30;

Result<std::optional<std::chrono::local_days>> read_day(const http::Request& request, std::string_view name) {
  const auto given = request.query_value(name);
  if (!given || given->empty()) return std::optional<std::chrono::local_days>{};
  const auto day = parse_day(*given);
  if (!day) return invalid("invalid_field", "`" + std::string(name) + "` must be a day such as 2026-01-15.");
  return day;
}

Result<Period> read_period(const http::Request& request, Instant now) {
  auto zone = TimeZone::find(request.query_value("timezone").value_or("UTC"));
  if (!zone) return invalid("invalid_field", "`timezone` must be the name of a time zone such as Europe/Berlin.");
  const auto from = read_day(request, "from");
  if (!from) return std::unexpected(from.error());
  const auto until = read_day(request, "until");
  if (!until) return std::unexpected(until.error());
  const auto last = until->value_or(std::chrono::floor<std::chrono::days>(zone->to_local(now)));
  const Period period{std::move(*zone), from->value_or(last - std::chrono::days{kDaysByDefault - 1}), last};
  if (period.from > period.until) return invalid("invalid_field", "`from` must not be after `until`.");
  if (period.days() > kDaysMost) return invalid("invalid_field", "At most 366 days can be shown at once.");
  return period;
}

enum class By { day, member };

Result<By> read_by(const http::Request& request) {
  const auto given = request.query_value("by").value_or("day");
  if (given == "day") return By::day;
  if (given == "member") return By::member;
  return invalid("invalid_field", "`by` must be day or member.");
}

http::Response csv_file(const std::string& text, const Period& period, By by) {
  http::Response response;
  const auto name = std::string("figures-") + (by == By::day ? "days-" : "members-") + to_text(period.from) + "-to-" +
                    to_text(period.until) + ".csv";
  response.set("Content-Type", "text/csv; charset=utf-8");
  response.set("Content-Disposition", "attachment; filename=\"" + name + "\"");
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Cache-Control", "no-store");
  response.body = "\xEF\xBB\xBF" + text;
  return response;
}

}  // namespace

Result<http::Plan> FigureRoutes::show_of(const http::Request& request, std::vector<ProjectId> projects) const {
  auto period = read_period(request, parts_.clock.now());
  if (!period) return std::unexpected(std::move(period.error()));
  return http::Read{[projects = std::move(projects), period = std::move(*period)](db::Database& database) -> Result<http::Plan> {
    return http::ok(to_json(collect(database, projects, period), period));
  }};
}

Result<http::Plan> FigureRoutes::export_of(const http::Request& request, std::vector<ProjectId> projects) const {
  auto period = read_period(request, parts_.clock.now());
  if (!period) return std::unexpected(std::move(period.error()));
  const auto by = read_by(request);
  if (!by) return std::unexpected(by.error());
  return http::Read{
      [projects = std::move(projects), period = std::move(*period), by = *by](db::Database& database) -> Result<http::Plan> {
        const auto figures = collect(database, projects, period);
        return csv_file(by == By::day ? days_csv(figures, period) : members_csv(figures), period, by);
      }};
}

Result<http::Plan> FigureRoutes::show(const http::Request& request, const team::Caller& caller) {
  const auto project = parts_.project_for(caller, request.param("id"));
  if (!project) return std::unexpected(project.error());
  return show_of(request, {*project});
}

Result<http::Plan> FigureRoutes::show_all(const http::Request& request, const team::Caller& caller) {
  return show_of(request, parts_.projects_of(caller));
}

Result<http::Plan> FigureRoutes::export_one(const http::Request& request, const team::Caller& caller) {
  const auto project = parts_.project_for(caller, request.param("id"));
  if (!project) return std::unexpected(project.error());
  return export_of(request, {*project});
}

Result<http::Plan> FigureRoutes::export_all(const http::Request& request, const team::Caller& caller) {
  return export_of(request, parts_.projects_of(caller));
}

}  // namespace seggwat::figures
