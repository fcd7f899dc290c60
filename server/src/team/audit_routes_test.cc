#include <gtest/gtest.h>

#include "audit/acts.h"
#include "audit/audit_store.h"
#include "support/team_world.h"

namespace seggwat::team {
namespace {

using http::Method;
using testing::World;

class AuditLog : public testing::OwnerTest {
 protected:
  http::Response get(const std::string& query = {}) {
    auto asked = world.request(browser, Method::get);
    asked.query = query;
    return world.call(world.audit_routes, &AuditRoutes::list_entries, asked);
  }
  std::vector<std::string> acts(const std::string& query = {}) {
    std::vector<std::string> names;
    const auto body = World::body_of(get(query));  // outlives the loop
    for (const auto& entry : body.at("entries").as_array()) names.emplace_back(entry.at("act").as_string());
    return names;
  }
};

using Names = std::vector<std::string>;

TEST_F(AuditLog, tells_sign_ins_and_failures_with_the_address_they_came_from) {
  world.log_in("ada@example.com", "wrong password", "203.0.113.5");
  world.log_in("nobody@example.com", "wrong password", "203.0.113.6");
  EXPECT_EQ(acts("area=sign_in"), (Names{"sign_in.failed", "sign_in.failed", "sign_in.done"}));
  const auto entries = World::body_of(get()).at("entries").as_array();
  EXPECT_EQ(entries.at(1).at("address"), "203.0.113.5");
  EXPECT_EQ(entries.at(1).at("subject"), "ada@example.com");
  EXPECT_TRUE(entries.at(1).at("member").is_null());
  EXPECT_EQ(entries.at(0).at("subject"), "") << "what was typed may be a password";
  EXPECT_EQ(entries.at(2).at("member").at("name"), "Ada");
}

TEST_F(AuditLog, an_act_that_is_refused_leaves_no_entry) {
  auto asked = world.request(browser, Method::del);
  asked.params = {{"id", to_string(owner)}};
  EXPECT_EQ(World::error_of(world.call(world.member_routes, &MemberRoutes::remove_member, asked)), "409 last_owner");
  EXPECT_EQ(acts("area=team"), Names{});
}

TEST_F(AuditLog, pages_go_on_by_their_cursor_and_filters_are_checked) {
  for (int i = 0; i < 4; ++i) world.sign_in("ada@example.com");
  const auto first = World::body_of(get("limit=2"));
  EXPECT_EQ(first.at("entries").as_array().size(), 2u);
  const auto rest = World::body_of(get("limit=100&cursor=" + std::string(first.at("next_cursor").as_string())));
  EXPECT_EQ(rest.at("entries").as_array().size(), 3u);
  EXPECT_TRUE(rest.at("next_cursor").is_null());
  EXPECT_EQ(acts("member=" + to_string(owner)).size(), 5u);
  for (const std::string bad : {"member=x", "cursor=x", "cursor=-1", "limit=0", "limit=x"}) {
    EXPECT_EQ(World::error_of(get(bad)), "400 invalid_field") << bad;
  }
}

TEST_F(AuditLog, is_not_for_members) {
  world.add_member("ben@example.com", Role::member);
  browser = world.sign_in("ben@example.com");
  EXPECT_EQ(World::error_of(get()), "403 forbidden");
}

TEST_F(AuditLog, is_exported_as_a_file_in_which_nothing_is_calculated) {
  world.lanes.write([&](db::Tx& tx) {
    audit::record(tx, {owner, "192.0.2.9"}, {.name = audit::kKeyMade, .subject = "=HYPERLINK(\"http://evil\")"});
  });
  auto asked = world.request(browser, Method::get);
  const auto file = world.call(world.audit_routes, &AuditRoutes::export_entries, asked);
  EXPECT_EQ(file.status, 200);
  EXPECT_TRUE(file.body.contains("\"key.made\"")) << file.body;
  EXPECT_TRUE(file.body.contains("\"'=HYPERLINK(\"\"http://evil\"\")\"")) << file.body;
  EXPECT_EQ(acts().at(0), "data.audit_exported");
}

}  // namespace
}  // namespace seggwat::team
