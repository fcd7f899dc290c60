// Reads one token a line and answers each with a line: the user it proves as JSON, or the refusal's code. The server's own
// verification, for one project whose key and secret stand in SEGGWAT_PROJECT_KEY and SEGGWAT_SIGNING_SECRET.
#include <cstdlib>
#include <iostream>
#include <string>

#include "base/json.h"
#include "base/secret.h"
#include "end_users/token.h"

namespace {

using namespace seggwat;

projects::Project read_project() {
  const char* key = std::getenv("SEGGWAT_PROJECT_KEY");
  const char* secret = std::getenv("SEGGWAT_SIGNING_SECRET");
  const auto parsed = ProjectKey::parse(key == nullptr ? "" : key);
  if (!parsed || secret == nullptr) throw std::runtime_error("SEGGWAT_PROJECT_KEY and SEGGWAT_SIGNING_SECRET must be set");
  projects::Project project;
  project.key = *parsed;
  project.secrets.push_back({{}, secret, std::nullopt});
  return project;
}

std::string describe(const Result<end_users::EndUser>& user) {
  if (!user) return user.error().code;
  return json::serialize(json::object{{"sub", user->sub},
                                      {"email", or_null(user->email)},
                                      {"name", or_null(user->name)},
                                      {"lifetime", (user->expires_at - user->issued_at).count() / 1000}});
}

}  // namespace

int main() try {
  init_crypto();
  const auto project = read_project();
  const auto find = [&](const ProjectKey& key) { return key == project.key ? &project : nullptr; };
  for (std::string token; std::getline(std::cin, token);) {
    std::cout << describe(end_users::verify(find, token, std::nullopt, SystemClock().now())) << std::endl;
  }
} catch (const std::exception& fault) {
  std::cerr << fault.what() << '\n';
  return 1;
}
