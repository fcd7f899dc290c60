#pragma once

#include <string>

#include "base/random.h"
#include "base/result.h"
#include "db/write_lane.h"
#include "team/records.h"

namespace seggwat::team {

// A key about to be made. `text` is shown once and kept nowhere.
struct NewKey {
  ApiKeyId id;
  std::string text;  // oat_ + 43 characters
  std::string label;
};
NewKey new_key(std::string label, Instant now, Random& random);

// Acts as `member` from now on. Also for `seggwat bootstrap`. 409 `too_many_keys` at 200 of them.
Result<ApiKey> create_key(db::Tx& tx, const MemberId& member, const NewKey& key);

}  // namespace seggwat::team
