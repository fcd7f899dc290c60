#pragma once

#include <string>

#include "base/result.h"

namespace seggwat::team {

// How many tries at once, and how many come back a second.
struct Allowance {
  double burst;
  double per_second;
};

constexpr Allowance kSignInsOfAddress{5, 5.0 / 20};
constexpr Allowance kSignInsOfAccount{20, 20.0 / 300};
constexpr Allowance kResetsOfAccount{3, 3.0 / 3600};

// Counts tries by key. app/ puts the server's rate limiter behind it. Belongs to the event loop.
class Limiter {
 public:
  virtual ~Limiter() = default;
  // 429 `rate_limited` with Retry-After when the allowance is used up.
  virtual Status take(const std::string& key, Allowance allowance) = 0;
};

}  // namespace seggwat::team
