#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <list>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
#include "base/random.h"

namespace seggwat::http {

// So many at once, then so many a second.
struct Limit {
  double burst;
  double per_second;
};

// Token buckets by key, for the event loop alone. Holds at most `capacity` keys, whatever strangers send: when it is full, of the
// buckets that were not touched for the longest time the fullest is forgotten, which is the one whose loss matters least.
// Name the limit in the key ("login:address:…"): one key always has one Limit.
class RateLimiter {
 public:
  RateLimiter(const Clock& clock, Random& random, std::size_t capacity = 100'000);

  // Takes one token. When there is none: after how many whole seconds (at least 1) there will be.
  std::optional<std::chrono::seconds> try_take(std::string_view key, Limit limit);
  std::size_t size() const { return buckets_.size(); }

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Bucket {
    std::uint64_t key;
    double tokens;
    Limit limit;
    Time at;
  };
  using Buckets = std::list<Bucket>;  // the least recently touched first

  std::uint64_t hash(std::string_view key) const;
  Bucket& bucket_for(std::uint64_t key, Limit limit, Time now);
  void make_room(Time now);
  static double tokens_at(const Bucket& bucket, Time now);

  const Clock& clock_;
  const std::size_t capacity_;
  std::array<std::uint8_t, 16> hash_key_{};  // secret, so that nobody can choose keys that collide
  Buckets buckets_;
  std::unordered_map<std::uint64_t, Buckets::iterator> by_key_;
};

}  // namespace seggwat::http
