#include "http/rate_limit.h"

#include <sodium.h>

#include <algorithm>
#include <cmath>

namespace seggwat::http {
namespace {

constexpr int kEvictionCandidates = 8;

}  // namespace

RateLimiter::RateLimiter(const Clock& clock, Random& random, std::size_t capacity) : clock_(clock), capacity_(capacity) {
  static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == 8);
  random.fill(hash_key_);
}

std::uint64_t RateLimiter::hash(std::string_view key) const {
  std::uint64_t value = 0;
  crypto_shorthash(reinterpret_cast<unsigned char*>(&value), reinterpret_cast<const unsigned char*>(key.data()), key.size(),
                   hash_key_.data());
  return value;
}

double RateLimiter::tokens_at(const Bucket& bucket, Time now) {
  const double waited = std::chrono::duration<double>(now - bucket.at).count();
  return std::min(bucket.limit.burst, bucket.tokens + waited * bucket.limit.per_second);
}

void RateLimiter::make_room(Time now) {
  auto victim = buckets_.begin();
  double fullest = -1;
  auto candidate = buckets_.begin();
  for (int i = 0; i < kEvictionCandidates && candidate != buckets_.end(); ++i, ++candidate) {
    const double filled = tokens_at(*candidate, now) / candidate->limit.burst;
    if (filled > fullest) {
      fullest = filled;
      victim = candidate;
    }
  }
  by_key_.erase(victim->key);
  buckets_.erase(victim);
}

RateLimiter::Bucket& RateLimiter::bucket_for(std::uint64_t key, Limit limit, Time now) {
  const auto found = by_key_.find(key);
  if (found != by_key_.end()) {
    buckets_.splice(buckets_.end(), buckets_, found->second);
    return *found->second;
  }
  if (buckets_.size() >= capacity_) make_room(now);
  buckets_.push_back({key, limit.burst, limit, now});
  by_key_.emplace(key, std::prev(buckets_.end()));
  return buckets_.back();
}

std::optional<std::chrono::seconds> RateLimiter::try_take(std::string_view key, Limit limit) {
  const Time now = clock_.monotonic();
  auto& bucket = bucket_for(hash(key), limit, now);
  bucket.tokens = tokens_at(bucket, now);
  bucket.at = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return std::nullopt;
  }
  const double missing = (1 - bucket.tokens) / limit.per_second;
  return std::chrono::seconds(std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(missing))));
}

}  // namespace seggwat::http
