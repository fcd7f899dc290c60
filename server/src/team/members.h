#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "db/write_lane.h"
#include "team/member.h"

// Who may change whom. Each rule looks at the team as it stands inside the job, so that of two changes at once the second one sees
// the first. The caller refreshes the directory.
namespace seggwat::team {

struct MemberChange {
  std::optional<Role> role;
  // Outer: not to be changed. Inner nothing: all projects.
  std::optional<std::optional<std::vector<ProjectId>>> projects;
};

// Admins and Owners; nobody but an Owner touches an Owner or makes one. 409 `last_owner` when no Owner would be left; 400 when a
// limit of projects is asked for anybody but a Member, since Owners and Admins see all.
Status change_member(db::Tx& tx, const MemberId& actor, const MemberId& target, const MemberChange& change);
// Ends the membership with all its sessions, keys and pending resets; the member's name stays on what they wrote.
Status remove_member(db::Tx& tx, const MemberId& actor, const MemberId& target);

}  // namespace seggwat::team
