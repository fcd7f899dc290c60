#pragma once

#include "http/plan.h"
#include "projects/projects.h"

namespace seggwat::projects {

// GET /widget/config?project_key=: what a page needs to draw the launcher. Public, with an ETag, kept for 60 s.
class WidgetConfigRoutes {
 public:
  explicit WidgetConfigRoutes(Projects& projects) : projects_(projects) {}

  // 404 for an unknown project, 403 `origin_refused` for a present Origin that is not allowed. The first call from an allowed page
  // marks the project as installed.
  Result<http::Plan> show_config(const http::Request& request);

 private:
  Projects& projects_;
};

}  // namespace seggwat::projects
