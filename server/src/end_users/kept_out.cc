#include "end_users/kept_out.h"

#include "end_users/end_user_store.h"
#include "end_users/token.h"

namespace seggwat::end_users {

std::size_t KeptOut::Hash::operator()(const std::pair<ProjectId, std::string>& who) const {
  return std::hash<ProjectId>{}(who.first) * 31 + std::hash<std::string>{}(who.second);
}

std::shared_ptr<const KeptOut> KeptOut::load(db::Database& database, Instant now) {
  auto list = std::make_shared<KeptOut>();
  // A sign-out matters only while a token from before it could still be accepted.
  for (auto& user : list_kept_out(database, now - kTokenLifetime - 2 * kClockSkew)) {
    list->entries_[{user.project, std::move(user.sub)}] = {user.blocked, user.tokens_from};
  }
  return list;
}

const KeptOut::Entry* KeptOut::find(const EndUser& user) const {
  if (entries_.empty()) return nullptr;
  const auto found = entries_.find({user.project, user.sub});
  return found == entries_.end() ? nullptr : &found->second;
}

Status KeptOut::check_signed_out(const EndUser& user) const {
  const auto* entry = find(user);
  if (entry != nullptr && entry->tokens_from && user.issued_at < *entry->tokens_from) return token_revoked();
  return {};
}

Status KeptOut::check_blocked(const EndUser& user) const {
  const auto* entry = find(user);
  if (entry == nullptr || !entry->blocked) return {};
  return fail(ErrorKind::forbidden, "user_blocked", "The team has closed this conversation for you.");
}

void KeptOutList::replace(std::shared_ptr<const KeptOut> fresh) {
  current_ = std::move(fresh);
  for (const auto& listener : listeners_) listener();
}

void KeptOutList::refresh(db::Tx& tx) {
  tx.after_commit([this, fresh = KeptOut::load(tx.database, tx.now)] { replace(fresh); });
}

}  // namespace seggwat::end_users
