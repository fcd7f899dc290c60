#pragma once

#include <string_view>
#include <vector>

#include "db/database.h"
#include "feedback/feedback.h"
#include "feedback/rating.h"

namespace seggwat::feedback::store {

// What somebody has submitted under their own id, newest first, archived or not; at most `limit`.
std::vector<Feedback> list_of_submitter(db::Database& database, const ProjectId& project, std::string_view submitter,
                                        std::int64_t limit);

std::vector<Rating> list_ratings_of_submitter(db::Database& database, const ProjectId& project, std::string_view submitter,
                                              std::int64_t limit);

}  // namespace seggwat::feedback::store
