#pragma once

#include <string>

#include "app/config.h"
#include "base/result.h"
#include "end_users/end_user.h"
#include "http/rate_limit.h"
#include "http/request.h"
#include "team/limiter.h"
#include "team/member.h"

namespace seggwat::app {

// What an end user's call counts as.
enum class UserCall { session, stream, poll, message, unsend, read, typing, profile, rating, history, upload };

// All rate limits of the server, by user first, then by address. 429 `rate_limited` with Retry-After. On the event loop.
class Limits final : public team::Limiter {
 public:
  Limits(const Clock& clock, Random& random, RateLimits mode) : buckets_(clock, random), mode_(mode) {}

  Status take_user_call(const http::Request& request, const end_users::EndUser& user, UserCall call);
  // A call without a proven token; told after the proof failed.
  Status take_refused_token(const http::Request& request);
  Status take_submission(const http::Request& request);
  // A page's submission that its origin may make, by project: many addresses together must not drown one team.
  Status take_submission_of(const ProjectId& project);
  Status take_key_call(const team::ApiKeyId& key);
  // Of a signed-in member: far above what a dashboard asks for.
  Status take_call_of(const MemberId& member);
  // Each search may take a second of a reading thread.
  Status take_search_of(const MemberId& member);
  // A file that a member sends, or a key in their name.
  Status take_upload_of(const MemberId& member);
  Status take(const std::string& key, team::Allowance allowance) override;

 private:
  Status take_bucket(const std::string& key, const http::Limit& limit);

  http::RateLimiter buckets_;
  RateLimits mode_;
};

// Read marks and typing beyond their limit are dropped without a word: the next one says the same.
bool is_dropped_silently(UserCall call);

}  // namespace seggwat::app
