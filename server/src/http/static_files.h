#pragma once

#include <span>
#include <string_view>

#include "http/asset.h"
#include "http/plan.h"
#include "http/request.h"

namespace seggwat::http {

// Serves a table of assets. Names that carry a hash of their content may be kept for ever; all others are asked about again by
// ETag. Everything below /static/ may be read by any page.
class StaticFiles {
 public:
  // `assets` must be sorted by path and outlive this.
  explicit StaticFiles(std::span<const Asset> assets) : assets_(assets) {}

  // Nothing when there is no such file.
  const Asset* find(std::string_view path) const;
  // The file at the request's path, or index.html in it when the path ends in a slash; else 404.
  Result<Plan> serve(const Request& request) const;
  // The dashboard's page, whatever the path: its addresses are told apart in the browser.
  Result<Plan> serve_dashboard(const Request& request) const;

 private:
  std::span<const Asset> assets_;
};

}  // namespace seggwat::http
