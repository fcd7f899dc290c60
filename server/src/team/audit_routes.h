#pragma once

#include <functional>
#include <optional>
#include <string>

#include "db/database.h"
#include "http/plan.h"
#include "http/request.h"
#include "team/team_context.h"

namespace seggwat::team {

// What the record names by id only. app/ gives the names of today.
struct AuditNames {
  std::function<std::string(const ProjectId&)> project;             // on any thread, from what it has captured
  std::function<std::string(db::Database&, const ThreadId&)> user;  // empty: erased
};

struct AuditParts {
  Context& context;
  std::function<AuditNames()> names;  // on the event loop
};

// The record of what members did, for Owners and Admins. By session.
class AuditRoutes {
 public:
  explicit AuditRoutes(AuditParts parts) : parts_(std::move(parts)) {}

  Result<http::Plan> list_entries(const http::Request& request, const Caller& caller);    // GET /audit
  Result<http::Plan> export_entries(const http::Request& request, const Caller& caller);  // GET /audit/export

 private:
  AuditParts parts_;
};

}  // namespace seggwat::team
