#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/clock.h"
#include "base/result.h"
#include "db/write_lane.h"
#include "http/request.h"
#include "team/member.h"
#include "team/session_cookie.h"
#include "team/team.h"

namespace seggwat::team {

constexpr std::chrono::days kSessionIdle{14};
constexpr std::chrono::days kSessionAbsolute{90};
constexpr std::chrono::hours kSeenEvery{1};       // how often a session's last use is written
constexpr std::chrono::minutes kKeyUsedEvery{1};  // how often a key's last use is written

// Hands a small write to the write lane; nobody waits for its result.
using WriteLater = std::function<void(std::function<void(db::Tx&)>)>;

// Tells who is asking, from the directory in memory alone. Belongs to the event loop.
class Authenticator {
 public:
  Authenticator(Team& team, const Clock& clock, std::string_view public_url, WriteLater write_later);

  // By `X-API-Key` or `Authorization: Bearer oat_…`, else by the session cookie. 401 `unauthorized` for every fault.
  Result<Caller> authenticate(const http::Request& request);
  // For every request by a session: a write needs our own Origin and the session's X-CSRF-Token; 403 `csrf_refused`. Reads and
  // requests with a key pass.
  Status check_csrf(const http::Request& request, const Caller& caller) const;
  // For writes that need no session (sign-in, set-up, accepting an invitation, resets): Origin alone; 403 `csrf_refused`.
  Status check_origin(const http::Request& request) const;
  // The caller as the directory knows them now; nothing when their session, key or membership has ended. For open streams.
  std::optional<Caller> renewed(const Caller& caller) const;

  const SessionCookie& cookie() const { return cookie_; }

 private:
  Result<Caller> by_key(std::string_view key);
  Result<Caller> by_session(std::string_view token);
  bool is_alive(const Session& session) const;
  Instant last_seen(const Session& session) const;
  void note_session_use(const Session& session);
  void note_key_use(const KeyEntry& key);

  Team& team_;
  const Clock& clock_;
  const std::string origin_;
  const SessionCookie cookie_;
  WriteLater write_later_;
  // Uses newer than the directory's; bounded by the live sessions and keys.
  std::unordered_map<SessionId, Instant> seen_;
  std::unordered_map<ApiKeyId, Instant> key_used_;
};

}  // namespace seggwat::team
