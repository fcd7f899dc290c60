#pragma once

#include <memory>
#include <vector>

#include "app/domains.h"
#include "http/route.h"

namespace seggwat::app {

// The sitemap: every route of the server, with who may call it. Owns the objects whose methods are the handlers.
class Routes {
 public:
  explicit Routes(Domains& domains);
  ~Routes();
  Routes(const Routes&) = delete;
  Routes& operator=(const Routes&) = delete;

  std::vector<http::Route> table() const;

  struct Handlers;

 private:
  std::unique_ptr<Handlers> handlers_;
  Domains& domains_;
};

}  // namespace seggwat::app
