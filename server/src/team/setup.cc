#include "team/setup.h"

#include "team/team_store.h"

namespace seggwat::team {

Result<CreatedOwner> create_owner(db::Tx& tx, const NewOwner& owner, Random& random) {
  if (store::find_organisation(tx.database)) {
    return fail(ErrorKind::forbidden, "setup_done", "This server has been set up already. Please sign in.");
  }
  const Organisation organisation{OrgId::make(tx.now, random), owner.organisation};
  store::insert_organisation(tx.database, organisation, tx.now);
  const NewMember member{MemberId::make(tx.now, random), owner.email, owner.name, Role::owner, owner.password_hash, {}};
  const auto id = store::insert_or_bring_back(tx.database, member, tx.now);
  if (!id) return fail(ErrorKind::conflict, "already_member", "Somebody with this address is a member already.");
  return CreatedOwner{organisation, *id};
}

std::string SetupToken::issue(Random& random) {
  auto token = random.token(32);
  hash_ = sha256(token);
  return token;
}

bool SetupToken::fits(std::string_view token) const {
  return hash_ && equal_in_constant_time(as_text(sha256(token)), as_text(*hash_));
}

}  // namespace seggwat::team
