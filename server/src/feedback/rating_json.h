#pragma once

#include <vector>

#include "base/json.h"
#include "feedback/query_input.h"
#include "feedback/rating_store.h"

namespace seggwat::feedback {

json::object rating_json(const Rating& rating);
// {ratings: […], pagination}
json::object rating_page_json(const std::vector<Rating>& list, const Pages& pages, std::int64_t total);

// helpful {total, helpful, not_helpful, percentage}; star {total, average, distribution};
// nps {total, score, promoters, passives, detractors, distribution}.
json::object stats_json(RatingKind kind, const store::Tally& tally);
// {total, and percentage, average or score}
json::object brief_json(RatingKind kind, const RatingSum& sum);

// A number that is whole is written as an integer.
json::value number_json(double value);

}  // namespace seggwat::feedback
