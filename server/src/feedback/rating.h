#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"
#include "feedback/feedback.h"

namespace seggwat::feedback {

enum class RatingKind { helpful, star, nps };
std::string_view to_text(RatingKind kind);  // "helpful", "star", "nps"
std::optional<RatingKind> parse_rating_kind(std::string_view text);

constexpr std::int64_t kStarsMost = 10;
constexpr std::int64_t kStarsUsual = 5;
constexpr std::int64_t kNpsMost = 10;
constexpr std::int64_t kPromoterFrom = 9;
constexpr std::int64_t kDetractorTo = 6;
constexpr std::size_t kCommentMax = kMessageMax;
constexpr std::size_t kLocaleMax = 35;
constexpr std::size_t kMetadataBytes = 4096;

struct Rating {
  RatingId id;
  ProjectId project;
  RatingKind kind = RatingKind::helpful;
  std::int64_t value = 0;  // helpful: 0 or 1; star: 1 … max_stars; nps: 0 … 10
  std::optional<std::int64_t> max_stars;
  std::optional<std::string> path;
  std::optional<std::string> version;
  std::optional<std::string> submitted_by;
  std::optional<std::string> comment;
  std::optional<std::string> locale;
  std::optional<std::string> metadata;  // JSON
  std::optional<Instant> archived_at;
  Instant created_at;
};

// So many ratings of one kind, and what they add up to.
struct RatingSum {
  std::int64_t total = 0;
  std::int64_t sum = 0;
  std::int64_t promoters = 0;   // of nps
  std::int64_t detractors = 0;  // of nps

  void add(std::int64_t value, std::int64_t count);
};

// What one number says about a kind of ratings, rounded to two decimals at most: the percentage that found it helpful, the average
// of the stars, the nps score (an integer). 0 when there are none.
double headline(RatingKind kind, const RatingSum& sum);

}  // namespace seggwat::feedback
