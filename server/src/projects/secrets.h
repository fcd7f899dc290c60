#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "db/write_lane.h"
#include "projects/projects.h"

namespace seggwat::projects {

constexpr std::size_t kLiveSecrets = 2;  // so that a site can change over without a gap

// What may be shown of a signing secret after its making.
struct SecretInfo {
  SecretId id;
  std::string hint;  // "sws_…abcd"
  Instant created_at;
  std::optional<Instant> last_used_at;
  std::optional<Instant> revoked_at;
  bool usable = true;  // false: sealed with another key file, so that it must be made anew
};

struct NewSecret {
  SecretInfo info;
  std::string value;  // "sws_" and 43 base64url characters (256 bits); never to be had again
};

// 409 `too_many_secrets` when two are live. A live secret that cannot be opened any more does not count.
Result<NewSecret> generate_secret(db::Tx& tx, const ProjectId& project, const SecretKey& key, Random& random);
// For good; its tokens are `token_revoked` from the next request on. Revoking again changes nothing; 404 when the project has no
// such secret.
Status revoke_secret(db::Tx& tx, const ProjectId& project, const SecretId& secret);
// Newest first.
std::vector<SecretInfo> list_secrets(db::Database& database, const ProjectId& project, const SecretKey& key);
void save_secret_uses(db::Tx& tx, const std::vector<SecretUse>& uses);

}  // namespace seggwat::projects
