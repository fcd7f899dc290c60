#include "feedback/rating.h"

#include <array>
#include <cmath>

namespace seggwat::feedback {
namespace {

constexpr std::array<std::string_view, 3> kKinds{"helpful", "star", "nps"};

double with_two_decimals(double value) { return std::round(value * 100) / 100; }

}  // namespace

std::string_view to_text(RatingKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<RatingKind> parse_rating_kind(std::string_view text) {
  for (std::size_t at = 0; at < kKinds.size(); ++at) {
    if (kKinds[at] == text) return static_cast<RatingKind>(at);
  }
  return std::nullopt;
}

void RatingSum::add(std::int64_t value, std::int64_t count) {
  total += count;
  sum += value * count;
  if (value >= kPromoterFrom) promoters += count;
  if (value <= kDetractorTo) detractors += count;
}

double headline(RatingKind kind, const RatingSum& sum) {
  if (sum.total == 0) return 0;
  const auto total = static_cast<double>(sum.total);
  switch (kind) {
    case RatingKind::helpful:
      return with_two_decimals(100.0 * static_cast<double>(sum.sum) / total);
    case RatingKind::star:
      return with_two_decimals(static_cast<double>(sum.sum) / total);
    case RatingKind::nps:
      return std::round(100.0 * static_cast<double>(sum.promoters - sum.detractors) / total);
  }
  return 0;
}

}  // namespace seggwat::feedback
