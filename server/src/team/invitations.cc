#include "team/invitations.h"

#include "team/directory.h"
#include "team/rights.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

std::unexpected<Error> already_member() {
  return fail(ErrorKind::conflict, "already_member", "Somebody with this address is a member already.");
}

}  // namespace

Result<Invitation> invite(db::Tx& tx, const MemberId& actor_id, const NewInvitation& wanted, const Digest& token_hash) {
  const auto actor = load_admin(*Directory::load(tx.database), actor_id);
  if (!actor) return std::unexpected(actor.error());
  if (store::find_credentials(tx.database, wanted.email)) return already_member();
  store::delete_invitation_to(tx.database, wanted.email);
  const Invitation invitation{wanted.id, wanted.email, wanted.role, wanted.projects,
                              actor->id, actor->name,  tx.now,      tx.now + kInvitationLife};
  store::insert_invitation(tx.database, invitation, token_hash);
  return invitation;
}

Result<Invitation> renew_invitation(db::Tx& tx, const MemberId& actor_id, const InvitationId& id, const Digest& token_hash) {
  const auto actor = load_admin(*Directory::load(tx.database), actor_id);
  if (!actor) return std::unexpected(actor.error());
  auto invitation = store::find_invitation(tx.database, id);
  if (!invitation) return not_found();
  invitation->expires_at = tx.now + kInvitationLife;
  store::renew_invitation(tx.database, id, token_hash, invitation->expires_at);
  return *invitation;
}

Result<Invitation> withdraw_invitation(db::Tx& tx, const MemberId& actor_id, const InvitationId& id) {
  const auto actor = load_admin(*Directory::load(tx.database), actor_id);
  if (!actor) return std::unexpected(actor.error());
  auto invitation = store::find_invitation(tx.database, id);
  if (!invitation) return not_found();
  store::delete_invitation(tx.database, id);
  return std::move(*invitation);
}

Result<Invitation> load_open_invitation(db::Database& database, const Digest& token_hash, Instant now) {
  auto invitation = store::find_invitation(database, token_hash);
  if (!invitation || invitation->is_expired(now)) {
    return fail(ErrorKind::not_found, "not_found", "This invitation is no longer valid. Ask for a new one.");
  }
  return std::move(*invitation);
}

Result<MemberId> accept_invitation(db::Tx& tx, const Digest& token_hash, const Acceptance& acceptance) {
  const auto invitation = load_open_invitation(tx.database, token_hash, tx.now);
  if (!invitation) return std::unexpected(invitation.error());
  const NewMember member{acceptance.id,    invitation->email,        acceptance.name,
                         invitation->role, acceptance.password_hash, invitation->projects};
  const auto id = store::insert_or_bring_back(tx.database, member, tx.now);
  if (!id) return already_member();
  store::delete_invitation(tx.database, invitation->id);
  return *id;
}

}  // namespace seggwat::team
