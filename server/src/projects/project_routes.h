#pragma once

#include <functional>
#include <string>

#include "base/random.h"
#include "http/plan.h"
#include "projects/projects.h"
#include "team/member.h"

namespace seggwat::projects {

// How much feedback a project has that is not archived. app/ wires it to the feedback domain.
using FeedbackCounts = std::function<std::int64_t(db::Database&, const ProjectId&)>;

// Projects and their Widget Defaults, for members and keys: everybody reads what they may see, Owners and Admins write.
class ProjectRoutes {
 public:
  struct Parts {
    Projects& projects;
    Random& random;
    FeedbackCounts count_feedback;
    // {feedback, ratings} of a project's summary; wired to the feedback domain too.
    std::function<json::object(db::Database&, const ProjectId&)> summarise;
    std::function<OrgId()> organisation;  // on the loop
    std::string public_url;               // without a slash at the end
  };
  explicit ProjectRoutes(Parts parts) : parts_(std::move(parts)) {}

  Result<http::Plan> list_projects(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> show_project(const http::Request& request, const team::Caller& caller);  // {id}: id or key
  Result<http::Plan> show_summary(const http::Request& request, const team::Caller& caller);  // {project, feedback, ratings}
  Result<http::Plan> create_project(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> change_project(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> show_widget(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> save_widget(const http::Request& request, const team::Caller& caller);

 private:
  Parts parts_;
};

}  // namespace seggwat::projects
