#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/random.h"
#include "base/secret.h"
#include "db/write_lane.h"
#include "team/member.h"

namespace seggwat::team {

struct NewOwner {
  std::string organisation;
  std::string name;
  std::string email;
  std::string password_hash;
};

struct CreatedOwner {
  Organisation organisation;
  MemberId owner;
};

// Makes the organisation and its first owner, once: 403 `setup_done` when there is an organisation already. The set-up page and
// `seggwat bootstrap` share it. The caller refreshes the directory (or bumps its version, on the command line).
Result<CreatedOwner> create_owner(db::Tx& tx, const NewOwner& owner, Random& random);

// The one-time right to set the server up. Known by its hash, in memory: a restart makes another. Belongs to the event loop.
class SetupToken {
 public:
  // Forgets the token before it. The text goes into the link that `serve` prints: PUBLIC_URL/setup#token=…
  std::string issue(Random& random);
  bool fits(std::string_view token) const;
  void spend() { hash_.reset(); }

 private:
  std::optional<Digest> hash_;
};

// Makes the first project of a fresh server; app/ lets projects/ do it.
class FirstProject {
 public:
  virtual ~FirstProject() = default;
  // In the caller's transaction, live chat on. Answers the project as `GET /projects/{id}` shows it to members; 400
  // `invalid_origin`.
  virtual Result<json::object> create(db::Tx& tx, const std::string& name, const std::optional<std::string>& origin) = 0;
};

}  // namespace seggwat::team
