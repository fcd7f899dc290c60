#include "support/team_world.h"

#include <algorithm>
#include <stdexcept>

#include "base/secret.h"
#include "team/api_keys.h"
#include "team/setup.h"
#include "team/team_store.h"

namespace seggwat::team::testing {
namespace {

std::string migrated(const std::string& path) {
  init_crypto();
  return seggwat::testing::migrated(path);
}

}  // namespace

Status StrictLimiter::take(const std::string& key, Allowance allowance) {
  if (++taken_[key] <= allowance.burst) return {};
  return std::unexpected(Error{ErrorKind::rate_limited, "rate_limited", "Too many tries.", Seconds{4}});
}

Result<json::object> NamedProject::create(db::Tx&, const std::string& name, const std::optional<std::string>& origin) {
  if (origin == "nonsense") return invalid("invalid_origin", "No origin.");
  return json::object{{"name", name}};
}

World::World()
    : database(migrated(dir.file("seggwat.db")), db::OpenMode::read_write),
      lanes(dir.file("seggwat.db"), clock, random),
      team(Directory::load(database)),
      gate(team, clock, kPublicUrl, [this](std::function<void(db::Tx&)> job) { lanes.write_later(std::move(job)); }),
      context{team,
              gate,
              hasher,
              limiter,
              clock,
              random,
              key,
              [this](std::function<void(db::Tx&)> job) { lanes.write_later(std::move(job)); },
              std::string(kPublicUrl),
              [this](const MemberId& id) { return std::ranges::find(online, id) != online.end(); },
              [this](const ProjectId& id) { return database.query("SELECT id FROM projects WHERE id = ?1", id).step(); }},
      sign_in_routes(context, letters),
      profile_routes(context),
      member_routes(context),
      invitation_routes(context, letters),
      api_key_routes(context),
      setup_routes(context, setup_token, first_project),
      two_factor_routes(context),
      audit_routes({context, [] {
                      return AuditNames{[](const ProjectId& id) { return to_string(id); },
                                        [](db::Database&, const ThreadId& id) { return to_string(id); }};
                    }}) {}

http::Request World::request(http::Method method, const std::string& body) const {
  http::Request made;
  made.method = method;
  made.path = "/";
  made.body = body;
  made.client_address = "192.0.2.1";
  made.headers = {{"Origin", std::string(kPublicUrl)}, {"Content-Type", "application/json"}, {"User-Agent", "Test/1.0"}};
  return made;
}

http::Request World::request(const Browser& browser, http::Method method, const std::string& body) const {
  auto made = request(method, body);
  made.headers.push_back({"Cookie", "theme=dark; " + browser.cookie});
  made.headers.push_back({"X-CSRF-Token", browser.csrf_token});
  return made;
}

MemberId World::found() {
  MemberId owner;
  lanes.write([&](db::Tx& tx) {
    owner = create_owner(tx, {"Acme", "Ada", "ada@example.com", hasher.hash(kPassword)}, random)->owner;
    team.refresh_after(tx);
  });
  return owner;
}

MemberId World::add_member(const std::string& email, Role role, const std::optional<std::vector<ProjectId>>& projects) {
  MemberId id;
  lanes.write([&](db::Tx& tx) {
    const auto fresh = MemberId::make(tx.now, random);
    id = *store::insert_or_bring_back(tx.database, {fresh, email, email.substr(0, 3), role, hasher.hash(kPassword), projects},
                                      tx.now);
    team.refresh_after(tx);
  });
  return id;
}

ProjectId World::add_project() {
  const auto id = ProjectId::make(clock.now(), random);
  const auto key = ProjectKey::make(clock.now(), random);
  lanes.write([&](db::Tx& tx) {
    tx.database.query("INSERT INTO projects (id, key, name, created_at) VALUES (?1, ?2, 'Shop', ?3)", id, key, tx.now).run();
  });
  return id;
}

http::Response World::log_in(const std::string& email, const std::string& password, const std::string& address) {
  auto asked = request(http::Method::post, json::serialize(json::object{{"email", email}, {"password", password}}));
  asked.client_address = address;
  return call(sign_in_routes, &SignInRoutes::log_in, asked);
}

Browser World::sign_in(const std::string& email) {
  static int visitors = 0;
  const auto response = log_in(email, std::string(kPassword), "198.51.100." + std::to_string(++visitors));
  if (response.status != 200) throw std::runtime_error("cannot sign in: " + response.body);
  return {cookie_of(response), std::string(body_of(response).at("csrf_token").as_string())};
}

std::string World::new_key_of(const MemberId& member) {
  const auto key = new_key("Script", clock.now(), random);
  lanes.write([&](db::Tx& tx) {
    if (!create_key(tx, member, key)) throw std::runtime_error("no key");
    team.refresh_after(tx);
  });
  return key.text;
}

bool World::is_signed_in(const Browser& browser) { return gate.authenticate(request(browser, http::Method::get)).has_value(); }

std::string World::cookie_of(const http::Response& response) {
  for (const auto& header : response.headers) {
    if (header.name == "Set-Cookie") return header.value.substr(0, header.value.find(';'));
  }
  return {};
}

json::object World::body_of(const http::Response& response) { return parse_json_object(response.body).value(); }

std::string World::error_of(const http::Response& response) {
  return std::to_string(response.status) + " " + std::string(body_of(response).at("error").as_string());
}

}  // namespace seggwat::team::testing
