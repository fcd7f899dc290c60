#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "http/plan.h"
#include "http/request.h"
#include "projects/projects.h"

namespace seggwat::projects {

// Within how many minutes a project's team usually replies; wired by app/ to whoever keeps the figures. 0: that is not known.
struct ReplyTimeSource {
  // Nothing when it has to be found out anew. Any thread.
  std::function<std::optional<int>(const ProjectId&)> recall;
  // In a read snapshot; recalled from then on for a while.
  std::function<int(db::Database&, const Project&)> find;
};

// GET /widget/config?project_key=: what a page needs to draw the launcher. Public, with an ETag, kept for 60 s.
class WidgetConfigRoutes {
 public:
  WidgetConfigRoutes(Projects& projects, const Clock& clock, ReplyTimeSource reply_times)
      : projects_(projects), clock_(clock), reply_times_(std::move(reply_times)) {}

  // 404 for an unknown project, 403 `origin_refused` for a present Origin that is not allowed. The first call from an allowed page
  // marks the project as installed.
  Result<http::Plan> show_config(const http::Request& request);

 private:
  struct Asked;
  http::Plan answer(const Asked& asked, int reply_minutes);

  Projects& projects_;
  const Clock& clock_;
  ReplyTimeSource reply_times_;
};

}  // namespace seggwat::projects
