#pragma once

#include <cstdint>
#include <vector>

#include "attachments/file_links.h"
#include "base/json.h"
#include "feedback/feedback_listing.h"

namespace seggwat::feedback {

using attachments::FileLinks;

json::object feedback_json(const Feedback& feedback, const FileLinks& links);
json::object pagination_json(const Pages& pages, std::int64_t total);
// {feedback: […], pagination: {page, limit, total, total_pages}}
json::object page_json(const std::vector<Feedback>& list, const FileLinks& links, const Pages& pages, std::int64_t total);
json::object stats_json(const store::Stats& stats);

}  // namespace seggwat::feedback
