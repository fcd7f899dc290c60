#pragma once

#include <memory>
#include <string>

#include "base/random.h"
#include "feedback/feedback.h"
#include "feedback/scope.h"
#include "feedback/sent_again.h"
#include "feedback/submissions.h"
#include "http/plan.h"

namespace seggwat::feedback {

// What a site's pages send with a picture. Public: the page's origin and the limits of submissions are checked before.
class ScreenshotRoutes {
 public:
  ScreenshotRoutes(FindProject find_project, FeedbackArrived& arrived, ScreenshotFiles& files, Random& random)
      : find_project_(std::move(find_project)), arrived_(arrived), files_(files), random_(random) {}

  // POST /feedback/submit-with-screenshot. Takes the body out of the request. Both are stored, or neither; what was sent before
  // under the same `client_id`, not again.
  Result<http::Plan> submit(http::Request& request);

 private:
  struct Accepted {
    ProjectId project;
    Submission submission;
    std::optional<Mark> mark;
  };
  struct Asked {
    Accepted accepted;
    std::string body;  // with the picture from `begin`
    std::size_t begin = 0;
    std::size_t size = 0;
  };
  Result<Asked> read(http::Request& request) const;
  // In the work lane.
  Result<http::Plan> receive(std::unique_ptr<Asked> asked);
  http::Plan store(const Accepted& accepted, const KeepScreenshot& keep);

  FindProject find_project_;
  FeedbackArrived& arrived_;
  ScreenshotFiles& files_;
  Random& random_;
};

}  // namespace seggwat::feedback
