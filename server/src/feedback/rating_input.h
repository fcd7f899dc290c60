#pragma once

#include "base/json.h"
#include "base/random.h"
#include "base/result.h"
#include "feedback/page_input.h"
#include "feedback/rating.h"

// What a body must be to become a rating. 400 `invalid_field`. Numbers are integers: never 4.0, "4" or 1e1.
namespace seggwat::feedback {

struct RatingDraft {
  RatingKind kind = RatingKind::helpful;
  std::int64_t value = 0;
  std::optional<std::int64_t> max_stars;
  PageFacts page;
  std::optional<std::string> comment;
  std::optional<std::string> locale;
  std::optional<std::string> metadata;
};

// {rating: {type, value, max_stars?}, context?: {path, version, submitted_by, metadata}, comment?}. Stars are 5 unless given.
Result<RatingDraft> read_tagged_rating(const json::object& body, Sender sender);
// {value: bool, path, version?, submitted_by?}; the team may leave the path out.
Result<RatingDraft> read_helpful(const json::object& body, Sender sender);
// {score, comment?, locale?, path?, submitted_by?, version?}
Result<RatingDraft> read_nps(const json::object& body);

Rating to_rating(const RatingDraft& draft, const ProjectId& project, Instant now, Random& random);

}  // namespace seggwat::feedback
