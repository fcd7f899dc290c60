#pragma once

#include <functional>

#include "base/random.h"
#include "feedback/feedback.h"
#include "feedback/rating_input.h"
#include "feedback/scope.h"
#include "feedback/sent_again.h"
#include "feedback/submissions.h"
#include "http/plan.h"

namespace seggwat::feedback {

// What a site's pages send. Public: the page's origin and the limits of submissions are checked before. What was sent before under
// the same `client_id` is answered as it was then.
class PageRoutes {
 public:
  PageRoutes(FindProject find_project, FeedbackArrived& arrived, Random& random)
      : find_project_(std::move(find_project)), arrived_(arrived), random_(random) {}

  Result<http::Plan> submit_feedback(const http::Request& request);  // POST /feedback/submit
  Result<http::Plan> submit_contact(const http::Request& request);   // POST /contact/submit
  Result<http::Plan> submit_rating(const http::Request& request);    // POST /ratings; 409 `already_rated`
  Result<http::Plan> submit_helpful(const http::Request& request);   // POST /rating/submit; a second answer replaces the first
  Result<http::Plan> submit_nps(const http::Request& request);       // POST /nps/submit; 409 `already_rated`

 private:
  struct Asked {
    ProjectId project;
    json::object body;
    std::optional<Mark> mark;
  };
  Result<Asked> read(const http::Request& request, std::string_view form) const;
  http::Plan store_submission(const Asked& asked, const Submission& submission);
  http::Plan store_rating(const Asked& asked, const RatingDraft& draft);
  // With its comment; or the one that was stored when this was sent before.
  Result<Rating> add_new_rating(db::Tx& tx, const Rating& draft, const std::optional<Mark>& mark);
  // A rating's comment is feedback too, when it is long enough to be some.
  void store_comment(db::Tx& tx, const Rating& rating);

  FindProject find_project_;
  FeedbackArrived& arrived_;
  Random& random_;
};

}  // namespace seggwat::feedback
