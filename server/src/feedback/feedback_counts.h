#pragma once

#include <cstdint>

#include "base/ids.h"
#include "db/database.h"

namespace seggwat::feedback {

// Feedback of a project that is not archived: `feedback_count` of a Project.
std::int64_t count_feedback(db::Database& database, const ProjectId& project);

}  // namespace seggwat::feedback
