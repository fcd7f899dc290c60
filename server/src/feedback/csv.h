#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "feedback/feedback.h"
#include "feedback/rating.h"
#include "http/plan.h"

// The lines of spreadsheets: a first one with the members' names, then one for each.
namespace seggwat::feedback {

std::string feedback_lines(const std::vector<Feedback>& list);
std::string rating_lines(const std::vector<Rating>& list);
// They go out only once the audit log tells it.
http::Write let_out(std::string_view name, std::string lines, const audit::Actor& actor, const audit::Act& act);

}  // namespace seggwat::feedback
