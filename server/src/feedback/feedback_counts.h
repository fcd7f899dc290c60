#pragma once

#include <cstdint>

#include "base/clock.h"
#include "base/ids.h"
#include "base/json.h"
#include "db/database.h"

namespace seggwat::feedback {

// Feedback of a project that is not archived: `feedback_count` of a Project.
std::int64_t count_feedback(db::Database& database, const ProjectId& project);

// {feedback: {total, current_month, last_month, by_type, by_status}, ratings: {helpful, star, nps}}, every type and status named.
json::object summarise(db::Database& database, const ProjectId& project, Instant now);

}  // namespace seggwat::feedback
