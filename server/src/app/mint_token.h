#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/ids.h"

namespace seggwat::app {

struct TokenRequest {
  ProjectKey project;
  std::string sub;
  std::optional<std::string> email;
  std::optional<std::string> name;
  Seconds lifetime{3600};
};

// What a site's own backend does to sign a user in: a JSON Web Token (RFC 7519), HS256 with the secret's text as the key.
std::string mint_token(const TokenRequest& request, const std::string& secret, Instant now);

}  // namespace seggwat::app
