#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "team/directory.h"
#include "team/records.h"

namespace seggwat::team {

// null where there is no time.
json::value time_or_null(const std::optional<Instant>& at);

// `me` of the dashboard's calls and of `GET /me`.
json::object me_json(const Directory& directory, const Member& member);
struct MemberView {
  std::optional<Instant> last_seen_at;
  bool online = false;
  std::optional<bool> two_factor;  // told to Owners and Admins
};
json::object member_json(const Member& member, const MemberView& view);
json::object invitation_json(const Invitation& invitation, Instant now);
json::object session_json(const SessionRecord& session, bool current);
json::object key_json(const ApiKey& key);

}  // namespace seggwat::team
