#include "app/mint_token.h"

#include "base/json.h"
#include "base/secret.h"

namespace seggwat::app {

std::string mint_token(const TokenRequest& request, const std::string& secret, Instant now) {
  const auto issued = std::chrono::floor<Seconds>(now.time_since_epoch()).count();
  json::object claims{{"sub", request.sub},
                      {"project_key", to_string(request.project)},
                      {"iat", issued},
                      {"exp", issued + request.lifetime.count()}};
  if (request.email) claims["email"] = *request.email;
  if (request.name) claims["name"] = *request.name;
  const std::string signed_part = to_base64url(R"({"alg":"HS256","typ":"JWT"})") + "." + to_base64url(json::serialize(claims));
  return signed_part + "." + to_base64url(as_text(hmac_sha256(secret, signed_part)));
}

}  // namespace seggwat::app
