#pragma once

#include <functional>
#include <string_view>

#include "base/json.h"
#include "base/random.h"
#include "base/secret.h"
#include "http/plan.h"
#include "projects/projects.h"
#include "team/member.h"

namespace seggwat::projects {

// Says all that can be said about a token that a site's programmer pasted. app/ wires it to the end users' check.
using CheckToken = std::function<json::object(const Project&, std::string_view token)>;

// End-User Authentication: signing secrets. Owners and Admins, signed in; API keys may not.
class SecretRoutes {
 public:
  struct Parts {
    Projects& projects;
    const SecretKey& key;
    Random& random;
    CheckToken check_token;
  };
  explicit SecretRoutes(Parts parts) : parts_(std::move(parts)) {}

  Result<http::Plan> list_secrets(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> generate_secret(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> revoke_secret(const http::Request& request, const team::Caller& caller);  // {id}, {sid}
  Result<http::Plan> check_token(const http::Request& request, const team::Caller& caller);

 private:
  // When this project's secrets were last used, as far as that is not stored yet. On the loop.
  std::unordered_map<SecretId, Instant> list_uses(const Project& project) const;

  Parts parts_;
};

}  // namespace seggwat::projects
