#pragma once

#include <string>
#include <vector>

#include "feedback/feedback.h"
#include "feedback/rating.h"

// The lines of spreadsheets: a first one with the members' names, then one for each.
namespace seggwat::feedback {

std::string feedback_lines(const std::vector<Feedback>& list);
std::string rating_lines(const std::vector<Rating>& list);

}  // namespace seggwat::feedback
