#include "projects/widget_config_routes.h"

#include "base/secret.h"
#include "projects/origin.h"
#include "projects/project_json.h"
#include "projects/project_store.h"

namespace seggwat::projects {
namespace {

// RFC 9110 §13.1.2: a list of tags or `*`; weak and strong compare alike here.
bool matches(std::string_view if_none_match, const std::string& etag) {
  return if_none_match == "*" || if_none_match.contains(etag);
}

http::Response render(const http::Request& request, const Project& project) {
  auto response = http::ok(to_config_json(project));
  const auto etag = '"' + to_base64url(as_text(sha256(response.body)).substr(0, 12)) + '"';
  const auto known = request.header("If-None-Match");
  if (known && matches(*known, etag)) {
    response = http::Response{};
    response.status = 304;
  }
  response.set("ETag", etag);
  response.set("Cache-Control", "public, max-age=60");
  return response;
}

// The page that asks: by Origin, or by Referer where the page has the server's own origin and browsers send no Origin.
std::optional<std::string> find_page_origin(const http::Request& request) {
  if (const auto origin = request.header("Origin")) return std::string(*origin);
  const auto referer = request.header("Referer");
  return referer ? origin_of_url(*referer) : std::nullopt;
}

}  // namespace

Result<http::Plan> WidgetConfigRoutes::show_config(const http::Request& request) {
  const auto directory = projects_.current();
  const auto key = ProjectKey::parse(request.query_value("project_key").value_or(""));
  const auto* project = key ? directory->find(*key) : nullptr;
  if (project == nullptr) return not_found();
  const auto origin = request.header("Origin");
  if (origin && !allows_origin(*project, OriginPresence::present, *origin)) {
    return fail(ErrorKind::forbidden, "origin_refused", "This site is not among the project's allowed origins.");
  }
  auto response = render(request, *project);
  const auto page = find_page_origin(request);
  if (project->installed_at || !page || !allows_origin(*project, OriginPresence::present, *page)) return response;
  return http::Write{[this, id = project->id, response = std::move(response)](db::Tx& tx) -> Result<http::Reply> {
    if (mark_installed(tx.database, id, tx.now)) projects_.refresh(tx);
    return http::Reply{[response] { return response; }};
  }};
}

}  // namespace seggwat::projects
