#pragma once

#include "end_users/end_user.h"
#include "http/plan.h"
#include "realtime/realtime.h"
#include "team/member.h"

namespace seggwat::app {

// What a member's connection may hear.
realtime::TeamScope scope_of(const team::Caller& caller);

// The four ways to follow what happens: a stream or long poll, for a user or for the team.
class StreamRoutes {
 public:
  explicit StreamRoutes(realtime::Realtime& realtime) : realtime_(realtime) {}

  Result<http::Plan> stream_to_user(const http::Request& request, const end_users::EndUser& user) const;
  Result<http::Plan> poll_for_user(const http::Request& request, const end_users::EndUser& user) const;
  Result<http::Plan> stream_to_team(const http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> poll_for_team(const http::Request& request, const team::Caller& caller) const;

 private:
  template <class Audience>
  Result<http::Plan> open(const http::Request& request, const Audience& audience, realtime::Opening opening) const;
  template <class Audience>
  Result<http::Plan> poll(const http::Request& request, const Audience& audience, std::optional<Instant> ends_at) const;

  realtime::Realtime& realtime_;
};

}  // namespace seggwat::app
