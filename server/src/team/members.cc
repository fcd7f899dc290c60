#include "team/members.h"

#include <algorithm>

#include "team/directory.h"
#include "team/rights.h"
#include "team/team_store.h"
#include "team/two_factor_store.h"

namespace seggwat::team {
namespace {

Status refuse_without_owner(const Directory& directory, const Member& target) {
  const bool others = std::ranges::any_of(
      directory.members(), [&](const Member& member) { return member.role == Role::owner && member.id != target.id; });
  if (target.role != Role::owner || others) return {};
  return fail(ErrorKind::conflict, "last_owner", "There must be an Owner. Make somebody else Owner first.");
}

Result<Member> load_target(const Directory& directory, const Member& actor, const MemberId& id) {
  const auto* target = directory.find_member(id);
  if (target == nullptr) return not_found();
  if (target->role == Role::owner && actor.role != Role::owner) return forbidden("Only an Owner may change an Owner.");
  return *target;
}

Status change_role(db::Tx& tx, const Directory& directory, const Member& actor, const Member& target, Role role) {
  if (role == target.role) return {};
  if (role == Role::owner && actor.role != Role::owner) return forbidden("Only an Owner may make an Owner.");
  if (auto kept = refuse_without_owner(directory, target); !kept) return kept;
  store::save_role(tx.database, target.id, role);
  if (role != Role::member) store::save_projects(tx.database, target.id, std::nullopt);
  return {};
}

}  // namespace

Status change_member(db::Tx& tx, const MemberId& actor_id, const MemberId& target_id, const MemberChange& change) {
  const auto directory = Directory::load(tx.database);
  const auto actor = load_admin(*directory, actor_id);
  if (!actor) return std::unexpected(actor.error());
  const auto target = load_target(*directory, *actor, target_id);
  if (!target) return std::unexpected(target.error());
  const auto role = change.role.value_or(target->role);
  if (role != Role::member && change.projects && *change.projects) {
    return invalid("invalid_field", "`projects` can only be limited for the role Member.");
  }
  if (auto changed = change_role(tx, *directory, *actor, *target, role); !changed) return changed;
  if (change.projects) store::save_projects(tx.database, target->id, *change.projects);
  return {};
}

Status remove_member(db::Tx& tx, const MemberId& actor_id, const MemberId& target_id) {
  const auto directory = Directory::load(tx.database);
  const auto actor = load_admin(*directory, actor_id);
  if (!actor) return std::unexpected(actor.error());
  const auto target = load_target(*directory, *actor, target_id);
  if (!target) return std::unexpected(target.error());
  if (auto kept = refuse_without_owner(*directory, *target); !kept) return kept;
  store::delete_sessions_of(tx.database, target->id, std::nullopt);
  store::revoke_keys_of(tx.database, target->id, tx.now);
  store::delete_resets_of(tx.database, target->id);
  store::delete_two_factor(tx.database, target->id);
  store::mark_removed(tx.database, target->id, tx.now);
  return {};
}

}  // namespace seggwat::team
