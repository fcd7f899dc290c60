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

// The page that asks: by Origin, or by Referer where the page has the server's own origin and browsers send no Origin.
std::optional<std::string> find_page_origin(const http::Request& request) {
  if (const auto origin = request.header("Origin")) return std::string(*origin);
  const auto referer = request.header("Referer");
  return referer ? origin_of_url(*referer) : std::nullopt;
}

}  // namespace

// What the answer depends on, for as long as it takes.
struct WidgetConfigRoutes::Asked {
  std::shared_ptr<const Directory> directory;
  const Project* project;
  std::optional<std::string> known;  // the tag of what the client has
  std::optional<std::string> page;   // the asking page's origin
};

http::Plan WidgetConfigRoutes::answer(const Asked& asked, int reply_minutes) {
  auto response = http::ok(to_config_json(*asked.project, reply_minutes, clock_.now()));
  const auto etag = '"' + to_base64url(as_text(sha256(response.body)).substr(0, 12)) + '"';
  if (asked.known && matches(*asked.known, etag)) {
    response = http::Response{};
    response.status = 304;
  }
  response.set("ETag", etag);
  response.set("Cache-Control", "public, max-age=60");
  const bool installs =
      !asked.project->installed_at && asked.page && allows_origin(*asked.project, OriginPresence::present, *asked.page);
  if (!installs) return response;
  return http::Write{[this, id = asked.project->id, response = std::move(response)](db::Tx& tx) -> Result<http::Reply> {
    if (mark_installed(tx.database, id, tx.now)) projects_.refresh(tx);
    return http::Reply{[response] { return response; }};
  }};
}

Result<http::Plan> WidgetConfigRoutes::show_config(const http::Request& request) {
  Asked asked{.directory = projects_.current(), .project = nullptr, .page = find_page_origin(request)};
  const auto key = ProjectKey::parse(request.query_value("project_key").value_or(""));
  asked.project = key ? asked.directory->find(*key) : nullptr;
  if (asked.project == nullptr) return not_found();
  const auto origin = request.header("Origin");
  if (origin && !allows_origin(*asked.project, OriginPresence::present, *origin)) {
    return fail(ErrorKind::forbidden, "origin_refused", "This site is not among the project's allowed origins.");
  }
  if (const auto known = request.header("If-None-Match")) asked.known = std::string(*known);
  if (const auto reply_time = reply_times_.recall(asked.project->id)) return answer(asked, *reply_time);
  return http::Read{[this, asked = std::move(asked)](db::Database& database) -> Result<http::Plan> {
    return answer(asked, reply_times_.find(database, *asked.project));
  }};
}

}  // namespace seggwat::projects
