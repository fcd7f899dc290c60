#include "support/tokens.h"

#include "base/secret.h"

namespace seggwat::testing {

projects::Project make_project(int number) {
  projects::Project project;
  project.id.uuid.bytes[15] = static_cast<std::uint8_t>(number);
  project.key.uuid.bytes[0] = 0xAB;  // a letter, so that upper and lower case differ
  project.key.uuid.bytes[15] = static_cast<std::uint8_t>(number);
  project.name = "Project " + std::to_string(number);
  project.widget.live_chat = true;
  projects::SigningSecret secret;
  secret.id.uuid.bytes[15] = static_cast<std::uint8_t>(100 + number);
  secret.value = "sws_" + to_base64url(as_text(sha256(project.name)));
  project.secrets.push_back(secret);
  return project;
}

std::string sign_token(std::string_view header, std::string_view claims, std::string_view key) {
  const auto signed_text = to_base64url(header) + "." + to_base64url(claims);
  return signed_text + "." + to_base64url(as_text(hmac_sha256(key, signed_text)));
}

std::string sign_token(std::string_view claims, std::string_view key) {
  return sign_token(R"({"alg":"HS256","typ":"JWT"})", claims, key);
}

std::string good_claims(const projects::Project& project, Instant now, std::string_view more) {
  const auto seconds = to_millis(now) / 1000;
  return R"({"sub":"ada","project_key":")" + to_string(project.key) + R"(","iat":)" + std::to_string(seconds) + R"(,"exp":)" +
         std::to_string(seconds + 3600) + std::string(more) + "}";
}

}  // namespace seggwat::testing
