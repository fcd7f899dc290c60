#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "db/write_lane.h"
#include "team/records.h"

namespace seggwat::team {

struct NewInvitation {
  InvitationId id;
  std::string email;
  Role role = Role::member;
  std::optional<std::vector<ProjectId>> projects;
};

// Valid for 7 days. An earlier invitation to the same address, pending or expired, is replaced and its link dies. 409
// `already_member`.
Result<Invitation> invite(db::Tx& tx, const MemberId& actor, const NewInvitation& wanted, const Digest& token_hash);
// A fresh token and 7 more days; the old link dies.
Result<Invitation> renew_invitation(db::Tx& tx, const MemberId& actor, const InvitationId& id, const Digest& token_hash);
// The one that was withdrawn.
Result<Invitation> withdraw_invitation(db::Tx& tx, const MemberId& actor, const InvitationId& id);

// The invitation behind a link, while it is valid; else the same 404 for wrong, used, withdrawn and expired ones.
Result<Invitation> load_open_invitation(db::Database& database, const Digest& token_hash, Instant now);

struct Acceptance {
  MemberId id;  // for somebody new; who was a member before gets their old one back
  std::string name;
  std::string password_hash;
};
// Makes the member and uses the invitation up: of two acceptances at once the second gets the 404.
Result<MemberId> accept_invitation(db::Tx& tx, const Digest& token_hash, const Acceptance& acceptance);

}  // namespace seggwat::team
