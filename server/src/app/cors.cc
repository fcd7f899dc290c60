#include "app/cors.h"

namespace seggwat::app {

std::vector<http::Header> cors_headers(const http::Request& request) {
  const auto origin = request.header("Origin");
  if (!origin) return {{"Vary", "Origin"}};
  return {{"Access-Control-Allow-Origin", std::string(*origin)},
          {"Access-Control-Expose-Headers", "Retry-After, ETag"},
          {"Vary", "Origin"}};
}

bool is_cross_origin(http::Access access) {
  return access == http::Access::submission || access == http::Access::config || access == http::Access::end_user;
}

http::Response preflight(const http::Request& request, http::Access access, const std::string& allow) {
  http::Response response{.status = 204};
  response.set("Allow", allow);
  if (!is_cross_origin(access)) return response;
  for (auto& header : cors_headers(request)) response.set(header.name, header.value);
  response.set("Access-Control-Allow-Methods", allow);
  response.set("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID, X-Project-Key");
  response.set("Access-Control-Max-Age", "7200");
  return response;
}

}  // namespace seggwat::app
