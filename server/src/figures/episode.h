#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/ids.h"

namespace seggwat::figures {

constexpr std::size_t kCommentLimit = 1'000;  // code points
constexpr int kScoreLeast = 1;
constexpr int kScoreMost = 5;
constexpr int kScoreSatisfied = 4;  // from here on somebody counts as satisfied

// What a user says about a conversation that was resolved.
struct RatingDraft {
  int score = 0;
  std::optional<std::string> comment;
  std::optional<std::int64_t> seq;  // the last message the user had on screen
  bool operator==(const RatingDraft&) const = default;
};

// From the user's first message to the resolution. The next one begins when they write again.
struct Episode {
  std::int64_t no = 0;
  Instant began_at;
  std::optional<Instant> resolved_at;
  std::optional<MemberId> resolved_by;
  std::int64_t resolved_seq = 0;  // the thread's last message at that time
  std::optional<int> score;
  std::optional<std::string> comment;
  std::optional<Instant> rated_at;
  // Of the resolution that was rated: a member may have taken it back since, and another may have resolved again.
  std::int64_t rated_seq = 0;
  std::optional<MemberId> rated_for;
  std::string rated_for_name;
};

// A member's message, as far as figures go.
struct Answer {
  MemberId by;
  std::int64_t seq = 0;
  Instant at;
};

}  // namespace seggwat::figures
