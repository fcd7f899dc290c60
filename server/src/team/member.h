#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "base/clock.h"
#include "base/ids.h"

namespace seggwat::team {

using SessionId = Id<struct SessionTag>;
using ApiKeyId = Id<struct ApiKeyTag>;
using InvitationId = Id<struct InvitationTag>;

enum class Role { owner, admin, member };
std::string_view to_text(Role role);  // "Owner", "Admin", "Member"
std::optional<Role> parse_role(std::string_view text);

struct Organisation {
  OrgId id;
  std::string name;
};

// Somebody who answers. Immutable copy out of the directory.
struct Member {
  MemberId id;
  std::string email;
  std::string name;
  Role role = Role::member;
  std::optional<std::string> locale;
  std::optional<std::vector<ProjectId>> projects;  // nothing: all of them; Owners and Admins always see all
  Instant joined_at;

  bool is_admin() const { return role != Role::member; }
  // The look-up behind every team route: what a member may not see does not exist.
  bool may_see(const ProjectId& project) const {
    return is_admin() || !projects || std::ranges::find(*projects, project) != projects->end();
  }
};

// Who is asking, on team routes: a signed-in member, or an API key that acts as the member who made it.
struct Caller {
  Member member;
  std::optional<SessionId> session;  // exactly one of these two is set
  std::optional<ApiKeyId> key;
  std::string address{};  // of the client

  bool is_person() const { return session.has_value(); }
  audit::Actor actor() const { return {member.id, address, !is_person()}; }
};

}  // namespace seggwat::team
