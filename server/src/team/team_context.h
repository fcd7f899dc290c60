#pragma once

#include <functional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "team/authenticator.h"
#include "team/limiter.h"
#include "team/passwords.h"
#include "team/team.h"

namespace seggwat::team {

// What the team's routes share. Everything outlives the routes.
struct Context {
  Team& team;
  Authenticator& gate;
  const PasswordHasher& hasher;
  Limiter& limiter;
  const Clock& clock;
  Random& random;
  const SecretKey& key;  // seals secrets at rest
  WriteLater write_later;
  std::string public_url;                                // without a trailing slash; links are built from it, never from a request
  std::function<bool(const MemberId&)> is_online;        // on the event loop
  std::function<bool(const ProjectId&)> project_exists;  // on the event loop
};

}  // namespace seggwat::team
