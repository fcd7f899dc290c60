#include "end_users/end_users.h"

#include "end_users/end_user_store.h"

namespace seggwat::end_users {
namespace {

template <class T>
void take_if_given(T& kept, const std::optional<std::string>& given) {
  if (given) kept = *given;
}

void take_claims(StoredUser& stored, const EndUser& user) {
  take_if_given(stored.name, user.name);
  take_if_given(stored.subscription_id, user.subscription_id);
  take_if_given(stored.claims_json, user.attributes_json);
  if (!user.email) return;
  stored.email = user.email;
  stored.email_verified = true;
}

void take_given(StoredUser& stored, const GivenProfile& given) {
  if (!stored.email_verified) take_if_given(stored.email, given.email);
  take_if_given(stored.attributes_json, given.attributes_json);
  take_if_given(stored.locale, given.locale);
  take_if_given(stored.timezone, given.timezone);
  take_if_given(stored.user_agent, given.user_agent);
}

}  // namespace

Remembered remember(db::Tx& tx, const EndUser& user, const GivenProfile& given) {
  const auto found = find_user(tx.database, user.project, user.sub);
  StoredUser fresh;
  if (found) {
    fresh = *found;
  } else {
    fresh.project = user.project;
    fresh.sub = user.sub;
    fresh.created_at = tx.now;
  }
  take_claims(fresh, user);
  take_given(fresh, given);
  if (!found) return {insert_user(tx.database, fresh), true};
  const bool is_news = fresh != *found;
  if (is_news) update_user(tx.database, fresh);
  return {fresh.key, is_news};
}

void sign_out(db::Tx& tx, UserKey user) { set_tokens_from(tx.database, user, tx.now); }

bool set_access(db::Tx& tx, UserKey user, Access access, const MemberId& by) {
  return access == Access::blocked ? mark_blocked(tx.database, user, by, tx.now) : clear_blocked(tx.database, user);
}

}  // namespace seggwat::end_users
