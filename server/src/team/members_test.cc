#include "team/members.h"

#include <gtest/gtest.h>

#include "support/team_world.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

using http::Method;
using testing::Browser;
using testing::World;

http::Response change(World& world, const Browser& browser, const MemberId& id, const std::string& body) {
  auto asked = world.request(browser, Method::patch, body);
  asked.params = {{"id", to_string(id)}};
  return world.call(world.member_routes, &MemberRoutes::change_member, asked);
}

http::Response remove(World& world, const Browser& browser, const MemberId& id) {
  auto asked = world.request(browser, Method::del);
  asked.params = {{"id", to_string(id)}};
  return world.call(world.member_routes, &MemberRoutes::remove_member, asked);
}

struct Team3 : World {
  MemberId ada = found();
  MemberId ben = add_member("ben@example.com", Role::admin);
  MemberId cat = add_member("cat@example.com", Role::member);
  Browser by_ada = sign_in("ada@example.com");
  Browser by_ben = sign_in("ben@example.com");
  Browser by_cat = sign_in("cat@example.com");
  Role role_of(const MemberId& id) const { return team.current()->find_member(id)->role; }
};

TEST(Members, everybody_sees_them_and_only_admins_see_invitations) {
  Team3 world;
  world.online = {world.ben};
  world.call(world.invitation_routes, &InvitationRoutes::invite,
             world.request(world.by_ada, Method::post, R"({"email":"dan@example.com","role":"Member"})"));
  auto body =
      World::body_of(world.call(world.member_routes, &MemberRoutes::list_members, world.request(world.by_cat, Method::get)));
  ASSERT_EQ(body.at("members").as_array().size(), 3U);
  EXPECT_TRUE(body.at("invitations").as_array().empty());
  for (const auto& member : body.at("members").as_array()) {
    EXPECT_EQ(member.at("online"), member.at("id") == json::value(to_string(world.ben)));
    EXPECT_TRUE(member.at("last_seen_at").is_string());
  }
  body = World::body_of(world.call(world.member_routes, &MemberRoutes::list_members, world.request(world.by_ben, Method::get)));
  ASSERT_EQ(body.at("invitations").as_array().size(), 1U);
  EXPECT_EQ(body.at("invitations").as_array()[0].at("invited_by"), "Ada");
}

TEST(Members, a_member_changes_nobody) {
  Team3 world;
  EXPECT_EQ(World::error_of(change(world, world.by_cat, world.cat, R"({"role":"Owner"})")), "403 forbidden");
  EXPECT_EQ(World::error_of(remove(world, world.by_cat, world.ben)), "403 forbidden");
}

TEST(Members, an_admin_neither_touches_nor_makes_an_owner) {
  Team3 world;
  EXPECT_EQ(World::error_of(change(world, world.by_ben, world.ada, R"({"role":"Member"})")), "403 forbidden");
  EXPECT_EQ(World::error_of(remove(world, world.by_ben, world.ada)), "403 forbidden");
  EXPECT_EQ(World::error_of(change(world, world.by_ben, world.cat, R"({"role":"Owner"})")), "403 forbidden");
  EXPECT_EQ(World::error_of(change(world, world.by_ben, world.ben, R"({"role":"Owner"})")), "403 forbidden");
  EXPECT_EQ(change(world, world.by_ben, world.cat, R"({"role":"Admin"})").status, 200);
  EXPECT_EQ(world.role_of(world.cat), Role::admin);
}

TEST(Members, the_last_owner_stays) {
  Team3 world;
  EXPECT_EQ(World::error_of(change(world, world.by_ada, world.ada, R"({"role":"Admin"})")), "409 last_owner");
  EXPECT_EQ(World::error_of(remove(world, world.by_ada, world.ada)), "409 last_owner");
  EXPECT_EQ(change(world, world.by_ada, world.ben, R"({"role":"Owner"})").status, 200);
  EXPECT_EQ(change(world, world.by_ada, world.ada, R"({"role":"Admin"})").status, 200);
  EXPECT_EQ(World::error_of(remove(world, world.by_ben, world.ben)), "409 last_owner");
}

TEST(Members, two_owners_who_step_down_at_once_leave_one) {
  Team3 world;
  change(world, world.by_ada, world.ben, R"({"role":"Owner"})");
  std::vector<Result<http::Plan>> plans;
  for (const auto& [browser, id] : {std::pair{world.by_ada, world.ada}, std::pair{world.by_ben, world.ben}}) {
    auto asked = world.request(browser, Method::patch, R"({"role":"Member"})");
    asked.params = {{"id", to_string(id)}};
    plans.push_back(world.member_routes.change_member(asked, *world.gate.authenticate(asked)));
  }
  EXPECT_EQ(world.lanes.run(std::move(plans[0])).status, 200);
  EXPECT_EQ(World::error_of(world.lanes.run(std::move(plans[1]))), "409 last_owner");
}

TEST(Members, a_right_lost_before_the_write_is_lost) {
  Team3 world;
  auto asked = world.request(world.by_ben, Method::del);
  asked.params = {{"id", to_string(world.cat)}};
  auto plan = world.member_routes.remove_member(asked, *world.gate.authenticate(asked));
  change(world, world.by_ada, world.ben, R"({"role":"Member"})");
  EXPECT_EQ(World::error_of(world.lanes.run(std::move(plan))), "403 forbidden");
  EXPECT_TRUE(world.is_signed_in(world.by_cat));
}

TEST(Members, a_member_may_be_limited_to_projects_and_an_admin_not) {
  Team3 world;
  const auto shop = world.add_project();
  const auto blog = world.add_project();
  const auto only_shop = R"({"projects":[")" + to_string(shop) + R"("]})";
  const auto response = change(world, world.by_ben, world.cat, only_shop);
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(World::body_of(response).at("projects").as_array().size(), 1U);
  EXPECT_TRUE(world.team.current()->find_member(world.cat)->may_see(shop));
  EXPECT_FALSE(world.team.current()->find_member(world.cat)->may_see(blog));
  EXPECT_EQ(World::error_of(change(world, world.by_ada, world.ben, only_shop)), "400 invalid_field");
  const auto unknown = R"({"projects":[")" + to_string(ProjectId::make(world.clock.now(), world.random)) + R"("]})";
  EXPECT_EQ(World::error_of(change(world, world.by_ben, world.cat, unknown)), "400 invalid_field");
  EXPECT_EQ(change(world, world.by_ben, world.cat, R"({"projects":[]})").status, 200);
  EXPECT_FALSE(world.team.current()->find_member(world.cat)->may_see(shop));
  EXPECT_EQ(change(world, world.by_ben, world.cat, R"({"projects":null})").status, 200);
  EXPECT_TRUE(world.team.current()->find_member(world.cat)->may_see(blog));
}

TEST(Members, who_becomes_admin_sees_all_projects_and_again_as_member) {
  Team3 world;
  const auto shop = world.add_project();
  change(world, world.by_ada, world.cat, R"({"projects":[]})");
  EXPECT_TRUE(World::body_of(change(world, world.by_ada, world.cat, R"({"role":"Admin"})")).at("projects").is_null());
  EXPECT_TRUE(World::body_of(change(world, world.by_ada, world.cat, R"({"role":"Member"})")).at("projects").is_null());
  EXPECT_TRUE(world.team.current()->find_member(world.cat)->may_see(shop));
}

TEST(Members, a_removed_one_loses_sessions_and_keys_at_once) {
  Team3 world;
  const auto key = world.new_key_of(world.cat);
  const auto caller = *world.gate.authenticate(world.request(world.by_cat, Method::get));
  EXPECT_EQ(remove(world, world.by_ben, world.cat).status, 204);
  EXPECT_FALSE(world.is_signed_in(world.by_cat));
  EXPECT_FALSE(world.gate.renewed(caller));
  auto asked = world.request(Method::get);
  asked.headers.push_back({"X-API-Key", key});
  EXPECT_FALSE(world.gate.authenticate(asked));
  EXPECT_EQ(world.log_in("cat@example.com", "correct horse").status, 401);
  EXPECT_EQ(World::error_of(remove(world, world.by_ben, world.cat)), "404 not_found");
}

TEST(Members, unknown_ids_and_wrong_types_are_refused) {
  Team3 world;
  EXPECT_EQ(World::error_of(change(world, world.by_ada, MemberId{}, R"({"role":"Admin"})")), "404 not_found");
  for (const auto* bad :
       {R"({"role":"admin"})", R"({"role":1})", R"({"projects":"all"})", R"({"projects":[1]})", R"({"projects":["x"]})"}) {
    EXPECT_EQ(World::error_of(change(world, world.by_ada, world.cat, bad)), "400 invalid_field") << bad;
  }
}

}  // namespace
}  // namespace seggwat::team
