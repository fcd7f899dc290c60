#include "team/api_keys.h"

#include "base/secret.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kPrefixShown = 10;  // oat_ and six characters more

}  // namespace

NewKey new_key(std::string label, Instant now, Random& random) {
  return {ApiKeyId::make(now, random), "oat_" + random.token(kKeyBytes), std::move(label)};
}

Result<ApiKey> create_key(db::Tx& tx, const MemberId& member, const NewKey& key) {
  if (store::list_keys(tx.database).size() >= kKeysOfOrganisation) {
    return fail(ErrorKind::conflict, "too_many_keys", "There are 200 API keys already. Delete some that are not used.");
  }
  store::insert_key(tx.database, {key.id, key.text.substr(0, kPrefixShown), key.label, member, {}, tx.now, {}, {}},
                    sha256(key.text));
  return *store::find_key(tx.database, key.id);
}

}  // namespace seggwat::team
