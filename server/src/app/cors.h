#pragma once

#include <vector>

#include "http/request.h"
#include "http/response.h"
#include "http/route.h"

// Cross-origin rules (Fetch standard): which routes answer other origins, and how.
namespace seggwat::app {

// Headers for a request that other origins may read; empty when the request has no Origin. Never with credentials.
std::vector<http::Header> cors_headers(const http::Request& request);

// Do pages of other origins call routes of this kind?
bool is_cross_origin(http::Access access);

// The answer to OPTIONS for a path with these routes. `allow` is the list of methods.
http::Response preflight(const http::Request& request, http::Access access, const std::string& allow);

}  // namespace seggwat::app
