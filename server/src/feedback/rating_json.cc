#include "feedback/rating_json.h"

#include <cmath>

#include "feedback/feedback_json.h"

namespace seggwat::feedback {
namespace {

json::object value_json(const Rating& rating) {
  json::object value{{"type", to_text(rating.kind)}};
  if (rating.kind == RatingKind::helpful) {
    value["value"] = rating.value != 0;
  } else {
    value["value"] = rating.value;
  }
  if (rating.max_stars) value["max_stars"] = *rating.max_stars;
  return value;
}

json::object distribution_json(const store::Tally& tally, std::int64_t least, std::int64_t most) {
  json::object distribution;
  for (auto value = least; value <= most; ++value) {
    const auto found = tally.counts.find(value);
    distribution[std::to_string(value)] = found == tally.counts.end() ? 0 : found->second;
  }
  return distribution;
}

json::object nps_json(const store::Tally& tally, const RatingSum& sum) {
  return {{"total", sum.total},           {"score", number_json(headline(RatingKind::nps, sum))},
          {"promoters", sum.promoters},   {"passives", sum.total - sum.promoters - sum.detractors},
          {"detractors", sum.detractors}, {"distribution", distribution_json(tally, 0, kNpsMost)}};
}

std::string_view headline_name(RatingKind kind) {
  if (kind == RatingKind::helpful) return "percentage";
  return kind == RatingKind::star ? "average" : "score";
}

}  // namespace

json::value number_json(double value) {
  if (value == std::floor(value)) return static_cast<std::int64_t>(value);
  return value;
}

json::object rating_json(const Rating& rating) {
  return {{"id", to_string(rating.id)},
          {"project_id", to_string(rating.project)},
          {"rating_type", to_text(rating.kind)},
          {"value", value_json(rating)},
          {"path", or_null(rating.path)},
          {"version", or_null(rating.version)},
          {"submitted_by", or_null(rating.submitted_by)},
          {"comment", or_null(rating.comment)},
          {"locale", or_null(rating.locale)},
          {"metadata", rating.metadata ? parse_json(*rating.metadata).value_or(nullptr) : json::value(nullptr)},
          {"archived", rating.archived_at.has_value()},
          {"created_at", to_rfc3339(rating.created_at)}};
}

json::object rating_page_json(const std::vector<Rating>& list, const Pages& pages, std::int64_t total) {
  json::array ratings;
  for (const auto& rating : list) ratings.push_back(rating_json(rating));
  return {{"ratings", std::move(ratings)}, {"pagination", pagination_json(pages, total)}};
}

json::object stats_json(RatingKind kind, const store::Tally& tally) {
  const auto sum = tally.sum();
  switch (kind) {
    case RatingKind::helpful:
      return {{"total", sum.total},
              {"helpful", sum.sum},
              {"not_helpful", sum.total - sum.sum},
              {"percentage", number_json(headline(kind, sum))}};
    case RatingKind::star:
      return {{"total", sum.total},
              {"average", number_json(headline(kind, sum))},
              {"distribution", distribution_json(tally, 1, tally.max_stars)}};
    case RatingKind::nps:
      break;
  }
  return nps_json(tally, sum);
}

json::object brief_json(RatingKind kind, const RatingSum& sum) {
  return {{"total", sum.total}, {headline_name(kind), number_json(headline(kind, sum))}};
}

}  // namespace seggwat::feedback
