#pragma once

#include <string_view>
#include <vector>

#include "db/database.h"
#include "feedback/feedback.h"
#include "feedback/rating.h"

namespace seggwat::feedback::store {

// What somebody has submitted under their own id, archived or not, by id from after `after`; at most `limit`.
std::vector<Feedback> list_of_submitter(db::Database& database, const ProjectId& project, std::string_view submitter,
                                        const FeedbackId& after, int limit);
std::vector<Rating> list_ratings_of_submitter(db::Database& database, const ProjectId& project, std::string_view submitter,
                                              const RatingId& after, int limit);

// The newest `limit` of these, newest first.
std::vector<Feedback> newest_of_submitter(db::Database& database, const ProjectId& project, std::string_view submitter, int limit);
std::vector<Rating> newest_ratings_of_submitter(db::Database& database, const ProjectId& project, std::string_view submitter,
                                                int limit);

}  // namespace seggwat::feedback::store
