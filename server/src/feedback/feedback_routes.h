#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "base/random.h"
#include "feedback/feedback.h"
#include "http/plan.h"
#include "http/request.h"
#include "team/member.h"

namespace seggwat::feedback {

// By a project's id or its public key, in text; nothing when there is no such project. On the event loop.
using FindProject = std::function<std::optional<ProjectId>(std::string_view)>;

class FeedbackRoutes {
 public:
  FeedbackRoutes(FindProject find_project, FeedbackArrived& arrived, const Clock& clock, Random& random)
      : find_project_(std::move(find_project)), arrived_(arrived), clock_(clock), random_(random) {}

  // Public; the page's origin and the limit of submissions are checked before.
  Result<http::Plan> submit(const http::Request& request);  // POST /feedback/submit

  // By session or key, for projects the caller may see: /projects/{id}/feedback, …/feedback/{fid}, …/feedback/stats.
  Result<http::Plan> list_feedback(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> create_feedback(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> show_feedback(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> change_feedback(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> archive_feedback(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> show_stats(const http::Request& request, const team::Caller& caller);

 private:
  Result<ProjectId> project_for(const http::Request& request, const team::Caller& caller) const;

  FindProject find_project_;
  FeedbackArrived& arrived_;
  const Clock& clock_;
  Random& random_;
};

}  // namespace seggwat::feedback
