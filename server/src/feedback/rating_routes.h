#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "feedback/rating.h"
#include "feedback/scope.h"
#include "http/plan.h"

namespace seggwat::feedback {

// Ratings for the team, by session or key, of projects the caller may see.
class RatingRoutes {
 public:
  RatingRoutes(FindProject find_project, const Clock& clock, Random& random)
      : find_project_(std::move(find_project)), clock_(clock), random_(random) {}

  Result<http::Plan> list_ratings(const http::Request& request, const team::Caller& caller);
  // The same as a CSV file, with the same filters.
  Result<http::Plan> export_ratings(const http::Request& request, const team::Caller& caller);
  // The old form, {value: bool}: a second answer of one person about one page replaces the first.
  Result<http::Plan> create_helpful(const http::Request& request, const team::Caller& caller);
  // {rating, context}: a second one is 409 `already_rated`.
  Result<http::Plan> create_typed(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> show_rating(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> archive_rating(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> show_helpful_stats(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> show_star_stats(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> show_nps_stats(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> show_typed_stats(const http::Request& request, const team::Caller& caller);
  // …/ratings/insights?type=&days=30: by day, path and version, for the dashboard's pictures.
  Result<http::Plan> show_insights(const http::Request& request, const team::Caller& caller);

 private:
  Result<http::Plan> show_stats(RatingKind kind, const http::Request& request, const team::Caller& caller);

  FindProject find_project_;
  const Clock& clock_;
  Random& random_;
};

}  // namespace seggwat::feedback
