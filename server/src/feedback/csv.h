#pragma once

#include <string>
#include <vector>

#include "feedback/feedback.h"
#include "http/response.h"

namespace seggwat::feedback {

// One cell of a CSV file (RFC 4180), safe to open in a spreadsheet: what would be taken for a formula gets an apostrophe before it.
std::string csv_cell(std::string_view text);

// A file to save: a first line with the members' names, UTF-8 with a byte order mark.
http::Response feedback_file(const std::vector<Feedback>& list);

}  // namespace seggwat::feedback
