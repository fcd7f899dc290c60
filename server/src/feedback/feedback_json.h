#pragma once

#include <cstdint>
#include <vector>

#include "base/json.h"
#include "feedback/feedback_listing.h"

namespace seggwat::feedback {

json::object feedback_json(const Feedback& feedback);
json::object pagination_json(const Pages& pages, std::int64_t total);
// {feedback: […], pagination: {page, limit, total, total_pages}}
json::object page_json(const std::vector<Feedback>& list, const Listing& listing, std::int64_t total);
json::object stats_json(const store::Stats& stats);

}  // namespace seggwat::feedback
