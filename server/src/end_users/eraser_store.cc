#include "end_users/end_user_store.h"
#include "end_users/eraser.h"

namespace seggwat::end_users {

std::optional<std::string> make_nameless(db::Tx& tx, UserKey user, Random& random) {
  const auto found = find_user(tx.database, user);
  if (!found) return std::nullopt;
  tx.database
      .query(
          "UPDATE end_users SET sub = ?2, name = NULL, email = NULL, email_verified = 0, attributes = '{}', claims = '{}', "
          "subscription_id = NULL, locale = NULL, timezone = NULL, user_agent = NULL, blocked = 0, tokens_from = NULL, mail_off = "
          "1 "
          "WHERE key = ?1",
          user.value, erasure::nameless(random))
      .run();
  return found->sub;
}

std::size_t Eraser::erase_slice(db::Tx& tx, const erasure::Person& person, std::size_t) {
  tx.database.query("DELETE FROM end_users WHERE key = ?1", person.user_key).run();
  return static_cast<std::size_t>(tx.database.changes());
}

}  // namespace seggwat::end_users
