#include "app/demo.h"

#include "app/commands/bootstrap.h"
#include "app/mint_token.h"
#include "base/json.h"
#include "team/passwords.h"
#include "team/team_store.h"

namespace seggwat::app {
namespace {

constexpr const char* kLogin = "support@example.com";

struct DemoUser {
  std::string_view id;
  std::string_view name;
  std::string_view email;
};
constexpr DemoUser kUsers[]{{"ada", "Ada Byron", "ada@example.com"}, {"noor", "Noor Haddad", "noor@example.com"}};

// The first start: team, shop, secret.
void make_shop(OpenedData& data, const std::string& password, const Config& config, const Clock& clock, Random& random) {
  BootstrapRequest request;
  request.owner_email = kLogin;
  request.owner_name = "Robin";
  request.owner_password = password;
  request.organisation = "Tarn & Willow";
  request.project = "Tarn & Willow shop";
  request.origins = {config.public_url};
  const auto made = bootstrap(data, request, team::PasswordHasher{}, clock, random);
  if (!made) throw db::Failure(0, "the demonstration could not be prepared: " + made.error().message);
}

const projects::Project* shop(const projects::Directory& directory) {
  return directory.all().empty() ? nullptr : &directory.all().front();
}

const projects::SigningSecret* live_secret(const projects::Project& project) {
  for (const auto& secret : project.secrets) {
    if (!secret.revoked_at) return &secret;
  }
  return nullptr;
}

const DemoUser* find_demo_user(std::string_view id) {
  for (const auto& user : kUsers) {
    if (user.id == id) return &user;
  }
  return nullptr;
}

}  // namespace

DemoLogin prepare_demo(OpenedData& data, const Config& config, const Clock& clock, Random& random) {
  if (config.listen.port == 0) throw db::Failure(0, "the demonstration needs a port of its own, such as --listen 127.0.0.1:8080");
  const DemoLogin login{kLogin, random.token(9)};
  const auto known = team::store::find_credentials(*data.database, kLogin);
  if (!known) {
    make_shop(data, login.password, config, clock, random);
  } else {
    team::store::save_password(*data.database, known->member, team::PasswordHasher{}.hash(login.password));
  }
  return login;
}

std::string demo_greeting(const DemoLogin& login, const Config& config) {
  return "\n  The shop with the widget:  " + config.public_url + "/demo\n  The team's inbox:          " + config.public_url +
         "/\n      email                  " + login.email + "\n      password               " + login.password +
         "\n\nOpen both side by side and write to yourself. Ctrl+C ends it.\n";
}

void DemoRoutes::add_to(std::vector<http::Route>& table) const {
  using http::Access;
  using http::Method;
  table.push_back({Method::get, "/demo", Access::open, [this](const http::Request& request) { return enter(request); }});
  table.push_back(
      {Method::get, "/demo/config.json", Access::open, [this](const http::Request& request) { return show_config(request); }});
  table.push_back({Method::post, "/demo/token", Access::open,
                   domains_.guard.open([this](const http::Request& request) { return mint_token(request); })});
}

Result<http::Plan> DemoRoutes::enter(const http::Request&) const {
  http::Response response{.status = 308};
  response.set("Location", "/demo/");
  return response;
}

Result<http::Plan> DemoRoutes::show_config(const http::Request&) const {
  const auto directory = domains_.projects.current();
  const auto* project = shop(*directory);
  if (project == nullptr) return not_found();
  json::array users;
  for (const auto& user : kUsers) users.emplace_back(json::object{{"id", user.id}, {"name", user.name}, {"email", user.email}});
  return http::ok(json::object{{"project_key", to_string(project->key)},
                               {"users", std::move(users)},
                               {"dashboard_url", domains_.parts.config.public_url + "/"}});
}

Result<http::Plan> DemoRoutes::mint_token(const http::Request& request) const {
  auto object = request.json();
  if (!object) return std::unexpected(object.error());
  Fields fields(*object);
  const auto id = fields.required_text("user");
  if (auto status = fields.status(); !status) return std::unexpected(status.error());
  const auto directory = domains_.projects.current();
  const auto* project = shop(*directory);
  const auto* user = find_demo_user(id);
  const auto* secret = project == nullptr ? nullptr : live_secret(*project);
  if (user == nullptr || secret == nullptr) return not_found();
  TokenRequest wanted{.project = project->key, .sub = std::string(user->id)};
  wanted.email = std::string(user->email);
  wanted.name = std::string(user->name);
  return http::ok(json::object{{"token", app::mint_token(wanted, secret->value, domains_.parts.clock.now())}});
}

}  // namespace seggwat::app
