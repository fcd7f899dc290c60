#include "app/web_service.h"

#include <array>
#include <utility>

#include "app/cors.h"
#include "base/log.h"

namespace seggwat::app {
namespace {

using http::Method;

constexpr Milliseconds kTellUnavailableEvery{1'000};
constexpr std::array kMethods{Method::get, Method::post, Method::put, Method::patch, Method::del};

// The dashboard runs only its own files; nothing can be framed, and no script can write HTML.
constexpr std::string_view kDashboardPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

http::Plan refusal(const Error& error) { return http::error_response(error); }

http::Response method_not_allowed(const std::string& allow) {
  auto response = http::json_response(
      405, json::object{{"error", "method_not_allowed"}, {"message", "This address does not know that method."}});
  response.set("Allow", allow);
  return response;
}

bool is_html(const http::Response& response) {
  for (const auto& header : response.headers) {
    if (header.name == "Content-Type") return header.value.starts_with("text/html");
  }
  return false;
}

bool has_header(const http::Response& response, std::string_view name) {
  for (const auto& header : response.headers) {
    if (header.name == name) return true;
  }
  return false;
}

bool refuses_origin(const http::Response& response) {
  return response.status == 403 && response.body.starts_with("{\"error\":\"origin_refused\"");
}

bool is_for_programs(std::string_view path) {
  return path == "/api" || path.starts_with("/api/") || path.starts_with("/static/") || path.starts_with("/assets/") ||
         path.starts_with("/demo/");
}

}  // namespace

http::Plan WebService::answer(http::Request& request) {
  try {
    return answer_route(request);
  } catch (const std::bad_alloc&) {
    return refusal(db::unavailable());
  } catch (const std::exception& fault) {
    log::error("request_failed", {{"path", request.path}, {"what", fault.what()}});
    return refusal({ErrorKind::internal, "internal", "Something went wrong on our side."});
  }
}

std::size_t WebService::body_limit(const http::Request& head) const {
  const auto found = router_.find(head.method, head.path);
  return found.route == nullptr ? http::kBodyLimit : found.route->body_limit;
}

std::optional<http::Response> WebService::refuse_unread(const http::Request& head) const {
  const auto found = router_.find(head.method, head.path);
  if (must_yield(found.route)) return http::error_response(db::unavailable());
  if (found.route == nullptr || !found.route->refuse_unread) return std::nullopt;
  const auto error = found.route->refuse_unread(head);
  return error ? std::optional(http::error_response(*error)) : std::nullopt;
}

http::Plan WebService::answer_route(http::Request& request) {
  auto found = router_.find(request.method, request.path);
  if (found.route == nullptr) {
    if (request.method == Method::options && !found.allow.empty()) {
      return preflight(request, any_route_at(request.path)->access, found.allow);
    }
    if (!found.allow.empty()) return method_not_allowed(found.allow);
    return answer_file(request);
  }
  if (must_yield(found.route)) return refusal(db::unavailable());
  request.params = std::move(found.params);
  auto plan = found.route->handle(request);
  if (!plan) return refusal(plan.error());
  return std::move(*plan);
}

// Checking who asks costs more than saying no, and the event loop has to go on serving those who were let in.
bool WebService::must_yield(const http::Route* route) const {
  return route != nullptr && route->yields_to_load && parts_.write.is_behind();
}

// 503s come in floods, and a line for each would be more work at the worst moment: one a second says how many there were.
void WebService::log_fault(const http::Request& request, int status) {
  if (status != 503) return log::warn("answered", {{"path", request.path}, {"status", std::to_string(status)}});
  ++unavailable_untold_;
  const auto now = parts_.clock.monotonic();
  if (now < unavailable_told_ + kTellUnavailableEvery) return;
  unavailable_told_ = now;
  const auto count = std::to_string(std::exchange(unavailable_untold_, 0));
  log::warn("answered", {{"path", request.path}, {"status", "503"}, {"count", count}});
}

// A file when there is one; else the dashboard's page for people, and 404 for programs.
http::Plan WebService::answer_file(const http::Request& request) const {
  const bool reads = request.method == Method::get || request.method == Method::head;
  const bool is_file = parts_.files.find(request.path) != nullptr;
  if (is_file && !reads) return method_not_allowed("GET, HEAD");
  auto plan = reads ? parts_.files.serve(request) : Result<http::Plan>(not_found());
  if (plan) return std::move(*plan);
  const bool wants_page = reads && request.header("Accept").value_or("").contains("text/html");
  if (wants_page && !is_for_programs(request.path)) plan = parts_.files.serve_dashboard(request);
  return plan ? std::move(*plan) : refusal(plan.error());
}

const http::Route* WebService::any_route_at(std::string_view path) const {
  for (const auto method : kMethods) {
    if (const auto found = router_.find(method, path); found.route != nullptr) return found.route;
  }
  return nullptr;
}

void WebService::finish(const http::Request& request, http::Response& response) {
  parts_.metrics.count_answer(response.status);
  if (response.status >= 500) log_fault(request, response.status);
  response.set("X-Content-Type-Options", "nosniff");
  if (is_html(response) && !has_header(response, "Content-Security-Policy") && !request.path.starts_with("/demo")) {
    response.set("Content-Security-Policy", std::string(kDashboardPolicy));
    response.set("Referrer-Policy", "no-referrer");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
  }
  if (!request.path.starts_with("/api/")) return;
  const auto* route = any_route_at(request.path);
  if (route == nullptr || !is_cross_origin(route->access)) return;
  if (route->access != http::Access::submission && refuses_origin(response)) {
    response.set("Vary", "Origin");
    return;
  }
  for (auto& header : cors_headers(request)) {
    if (!has_header(response, header.name)) response.set(header.name, header.value);
  }
}

http::Plan MetricsService::answer(http::Request& request) {
  if (request.path != "/metrics") return refusal(not_found().error());
  auto plan = route_.show(request);
  return std::move(*plan);
}

}  // namespace seggwat::app
