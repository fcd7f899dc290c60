#include "http/response.h"

#include <algorithm>
#include <array>

#include "base/json_text.h"
#include "base/text.h"

namespace seggwat::http {
namespace {

constexpr std::array<std::pair<ErrorKind, int>, 10> kStatuses{{{ErrorKind::invalid, 400},
                                                               {ErrorKind::unauthorized, 401},
                                                               {ErrorKind::forbidden, 403},
                                                               {ErrorKind::not_found, 404},
                                                               {ErrorKind::conflict, 409},
                                                               {ErrorKind::too_large, 413},
                                                               {ErrorKind::unsupported, 415},
                                                               {ErrorKind::rate_limited, 429},
                                                               {ErrorKind::unavailable, 503},
                                                               {ErrorKind::internal, 500}}};
constexpr std::chrono::seconds kRetrySoon{1};

// Nothing can be kept until somebody makes room; trying again soon does not help.
bool lacks_room(const Error& error) {
  return error.kind == ErrorKind::unavailable && (error.code == "storage_full" || error.code == "quota_exceeded");
}

bool should_tell_when_to_retry(const Error& error) {
  return error.kind == ErrorKind::rate_limited || (error.kind == ErrorKind::unavailable && !lacks_room(error));
}

}  // namespace

void Response::set(std::string_view name, std::string value) {
  std::erase_if(headers, [name](const Header& header) { return equals_ignoring_case(header.name, name); });
  add(name, std::move(value));
}

void Response::add(std::string_view name, std::string value) { headers.push_back({std::string(name), std::move(value)}); }

Response json_response(int status, const json::value& value) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}, {"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "no-store"}};
  response.body = to_json_text(value);
  return response;
}

Response no_content() {
  Response response;
  response.status = 204;
  response.headers = {{"Cache-Control", "no-store"}};
  return response;
}

Response csv_file(std::string_view name, std::string_view lines) {
  Response response;
  response.headers = {{"Content-Type", "text/csv; charset=utf-8"},
                      {"Content-Disposition", "attachment; filename=\"" + std::string(name) + '"'},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Cache-Control", "no-store"}};
  response.body = "\xEF\xBB\xBF" + std::string(lines);
  return response;
}

std::function<Response()> refused(Error error) {
  return [error = std::move(error)] { return error_response(error); };
}

Response refusal_response(int status, std::string_view code, std::string_view message) {
  return json_response(status, json::object{{"error", code}, {"message", message}});
}

Response error_response(const Error& error) {
  auto response = refusal_response(lacks_room(error) ? 507 : status_of(error.kind), error.code, error.message);
  if (error.retry_after || should_tell_when_to_retry(error)) {
    response.set("Retry-After", std::to_string(error.retry_after.value_or(kRetrySoon).count()));
  }
  if (error.kind == ErrorKind::unauthorized && error.code.starts_with("token_")) {
    response.set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }
  return response;
}

int status_of(ErrorKind kind) {
  const auto found = std::ranges::find(kStatuses, kind, &std::pair<ErrorKind, int>::first);
  return found == kStatuses.end() ? 500 : found->second;
}

}  // namespace seggwat::http
