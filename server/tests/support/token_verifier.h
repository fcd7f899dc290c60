#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "end_users/token.h"
#include "support/fakes.h"
#include "support/tokens.h"

namespace seggwat::testing {

// Some projects and a clock to verify tokens against.
class TokenVerifier {
 public:
  std::vector<projects::Project> projects{make_project(1), make_project(2)};
  Instant now = from_millis(1'800'000'000'000);

  projects::Project& project() { return projects[0]; }
  const std::string& secret() { return projects[0].secrets[0].value; }

  Result<end_users::EndUser> verify(std::string_view token, std::optional<std::string_view> asked = std::nullopt) const {
    const auto find = [this](const ProjectKey& key) -> const projects::Project* {
      for (const auto& known : projects) {
        if (known.key == key) return &known;
      }
      return nullptr;
    };
    return end_users::verify(find, token, asked, now);
  }
  // "ok", or the refusal's code.
  std::string outcome(std::string_view token, std::optional<std::string_view> asked = std::nullopt) const {
    const auto user = verify(token, asked);
    return user ? "ok" : user.error().code;
  }
  // The same for claims, signed with the usual header and the first project's secret, when that project is asked for.
  std::string outcome_of_claims(std::string_view claims) { return outcome(sign_token(claims, secret()), to_string(project().key)); }
  std::string outcome_of_header(std::string_view header) {
    return outcome(sign_token(header, good_claims(project(), now), secret()));
  }
  std::string good_token(std::string_view more = "") { return sign_token(good_claims(project(), now, more), secret()); }
};

}  // namespace seggwat::testing
