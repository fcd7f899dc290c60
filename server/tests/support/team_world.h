#pragma once

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "http/response.h"
#include "support/fakes.h"
#include "support/temp_dir.h"
#include "support/test_lanes.h"
#include "team/api_key_routes.h"
#include "team/audit_routes.h"
#include "team/invitation_routes.h"
#include "team/member_routes.h"
#include "team/profile_routes.h"
#include "team/setup_routes.h"
#include "team/sign_in_routes.h"
#include "team/two_factor_routes.h"

// What the team's tests share: real routes over a real database, a clock set by hand, and mails that are kept instead of sent.
namespace seggwat::team::testing {

// Keeps count of tries; never gives any back.
class StrictLimiter final : public Limiter {
 public:
  Status take(const std::string& key, Allowance allowance) override;

 private:
  std::map<std::string, int> taken_;
};

struct Letters final : InvitationMail, ResetMail {
  void enqueue(db::Tx&, const InvitationLetter& letter) override { invitations.push_back(letter); }
  void enqueue(db::Tx&, const ResetLetter& letter) override { resets.push_back(letter); }
  std::vector<InvitationLetter> invitations;
  std::vector<ResetLetter> resets;
};

struct NamedProject final : FirstProject {
  Result<json::object> create(db::Tx& tx, const std::string& name, const std::optional<std::string>& origin) override;
};

// What a browser knows after signing in.
struct Browser {
  std::string cookie;
  std::string csrf_token;
};

class World {
 public:
  static constexpr std::string_view kPublicUrl = "http://127.0.0.1:8280";
  static constexpr std::string_view kPassword = "correct horse";

  World();

  http::Request request(http::Method method, const std::string& body = {}) const;
  http::Request request(const Browser& browser, http::Method method, const std::string& body = {}) const;
  // As the guard does it: who is asking, then the CSRF check, then the handler.
  template <class Routes>
  http::Response call(Routes& routes, Result<http::Plan> (Routes::*handler)(const http::Request&, const Caller&),
                      const http::Request& asked) {
    auto caller = gate.authenticate(asked);
    if (!caller) return http::error_response(caller.error());
    if (auto checked = gate.check_csrf(asked, *caller); !checked) return http::error_response(checked.error());
    return lanes.run((routes.*handler)(asked, *caller));
  }
  template <class Routes>
  http::Response call(Routes& routes, Result<http::Plan> (Routes::*handler)(const http::Request&), const http::Request& asked) {
    return lanes.run((routes.*handler)(asked));
  }

  // The organisation's first Owner, ada@example.com.
  MemberId found();
  MemberId add_member(const std::string& email, Role role, const std::optional<std::vector<ProjectId>>& projects = {});
  ProjectId add_project();
  http::Response log_in(const std::string& email, const std::string& password, const std::string& address = "192.0.2.1");
  Browser sign_in(const std::string& email);
  std::string new_key_of(const MemberId& member);
  bool is_signed_in(const Browser& browser);

  static std::string cookie_of(const http::Response& response);
  static json::object body_of(const http::Response& response);
  static std::string error_of(const http::Response& response);

  seggwat::testing::TempDir dir;
  seggwat::testing::ManualClock clock;
  seggwat::testing::SeededRandom random;
  db::Database database;
  seggwat::testing::TestLanes lanes;
  PasswordHasher hasher{{1, 8192}};
  const SecretKey key{{7}};
  Team team;
  Authenticator gate;
  StrictLimiter limiter;
  Letters letters;
  NamedProject first_project;
  SetupToken setup_token;
  std::vector<MemberId> online;
  Context context;
  SignInRoutes sign_in_routes;
  ProfileRoutes profile_routes;
  MemberRoutes member_routes;
  InvitationRoutes invitation_routes;
  ApiKeyRoutes api_key_routes;
  SetupRoutes setup_routes;
  TwoFactorRoutes two_factor_routes;
  AuditRoutes audit_routes;
};

// The world in which Ada, the owner, is signed in with a browser.
class OwnerTest : public ::testing::Test {
 protected:
  World world;
  MemberId owner = world.found();
  Browser browser = world.sign_in("ada@example.com");
};

}  // namespace seggwat::team::testing
