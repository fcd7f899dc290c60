#pragma once

#include <functional>
#include <string>

#include "http/plan.h"
#include "mail/settings.h"
#include "team/member.h"

namespace seggwat::app {

struct SystemParts {
  std::string public_url;
  bool secure_cookie = true;
  std::function<mail::Status()> mail_status;
};

// What the installation says about itself.
class SystemRoutes {
 public:
  explicit SystemRoutes(SystemParts parts) : parts_(std::move(parts)) {}

  Result<http::Plan> show_system(const http::Request& request, const team::Caller& caller) const;  // GET /api/v1/system
  Result<http::Plan> show_alive(const http::Request& request) const;                               // GET /healthz
  // 200 once a row is on stable storage, else 503.
  Result<http::Plan> show_ready(const http::Request& request) const;  // GET /readyz

 private:
  SystemParts parts_;
};

}  // namespace seggwat::app
