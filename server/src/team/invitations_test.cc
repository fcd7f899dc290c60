#include "team/invitations.h"

#include <gtest/gtest.h>

#include "support/team_world.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

using http::Method;
using testing::Browser;
using testing::World;

struct Office : World {
  MemberId ada = found();
  Browser by_ada = sign_in("ada@example.com");

  http::Response invite(const Browser& browser, const std::string& body) {
    return call(invitation_routes, &InvitationRoutes::invite, request(browser, Method::post, body));
  }
  std::string invite_dan() {
    const auto response = invite(by_ada, R"({"email":"dan@example.com","role":"Member"})");
    const std::string link(body_of(response).at("link").as_string());
    return link.substr(link.find("#token=") + 7);
  }
  http::Response look_up(const std::string& token) {
    return call(invitation_routes, &InvitationRoutes::look_up,
                request(Method::post, json::serialize(json::object{{"token", token}})));
  }
  http::Request acceptance(const std::string& token) const {
    return request(Method::post, json::serialize(json::object{{"token", token}, {"name", "Dan"}, {"password", "dans password"}}));
  }
  http::Response accept(const std::string& token) { return call(invitation_routes, &InvitationRoutes::accept, acceptance(token)); }
  http::Response with_id(Result<http::Plan> (InvitationRoutes::*handler)(const http::Request&, const Caller&),
                         const std::string& id) {
    auto asked = request(by_ada, Method::post);
    asked.params = {{"id", id}};
    return call(invitation_routes, handler, asked);
  }
};

TEST(Invitations, the_link_is_shown_and_mailed_and_leads_in) {
  Office world;
  const auto response = world.invite(world.by_ada, R"({"email":"dan@example.com","role":"Admin"})");
  ASSERT_EQ(response.status, 201) << response.body;
  const auto body = World::body_of(response);
  EXPECT_EQ(body.at("invitation").at("status"), "pending");
  const std::string link(body.at("link").as_string());
  EXPECT_TRUE(link.starts_with("http://127.0.0.1:8280/invite#token="));
  ASSERT_EQ(world.letters.invitations.size(), 1U);
  EXPECT_EQ(world.letters.invitations[0].link, link);
  EXPECT_EQ(world.letters.invitations[0].inviter, "Ada");
  const auto token = link.substr(link.find("#token=") + 7);
  const auto shown = World::body_of(world.look_up(token));
  EXPECT_EQ(shown.at("email"), "dan@example.com");
  EXPECT_EQ(shown.at("org_name"), "Acme");
  EXPECT_EQ(shown.at("role"), "Admin");
  EXPECT_EQ(shown.at("invited_by"), "Ada");
  const auto accepted = world.accept(token);
  ASSERT_EQ(accepted.status, 200) << accepted.body;
  const auto me = World::body_of(accepted).at("me").as_object();
  EXPECT_EQ(me.at("email"), "dan@example.com");
  EXPECT_EQ(me.at("role"), "Admin");
  EXPECT_TRUE(world.is_signed_in({World::cookie_of(accepted), ""}));
  EXPECT_EQ(world.look_up(token).status, 404);
}

TEST(Invitations, accepted_twice_at_once_make_one_member) {
  Office world;
  const auto token = world.invite_dan();
  auto first = world.invitation_routes.accept(world.acceptance(token));
  auto second = world.invitation_routes.accept(world.acceptance(token));
  for (auto* plan : {&first, &second}) {
    *plan = world.lanes.step(std::move(**plan));
    *plan = world.lanes.step(std::move(**plan));
    ASSERT_TRUE(*plan && std::holds_alternative<http::Write>(**plan));
  }
  EXPECT_EQ(world.lanes.run(std::move(first)).status, 200);
  EXPECT_EQ(World::error_of(world.lanes.run(std::move(second))), "404 not_found");
  EXPECT_EQ(world.team.current()->members().size(), 2U);
}

TEST(Invitations, expire_after_seven_days_and_come_back_with_a_fresh_link) {
  Office world;
  const auto old_token = world.invite_dan();
  world.clock.advance(kInvitationLife);
  EXPECT_EQ(world.look_up(old_token).status, 404);
  EXPECT_EQ(World::error_of(world.accept(old_token)), "404 not_found");
  const auto listed =
      World::body_of(world.call(world.member_routes, &MemberRoutes::list_members, world.request(world.by_ada, Method::get)));
  const auto& invitation = listed.at("invitations").as_array().at(0).as_object();
  EXPECT_EQ(invitation.at("status"), "expired");
  const auto resent = world.with_id(&InvitationRoutes::resend, std::string(invitation.at("id").as_string()));
  ASSERT_EQ(resent.status, 200) << resent.body;
  EXPECT_EQ(World::body_of(resent).at("invitation").at("status"), "pending");
  const std::string link(World::body_of(resent).at("link").as_string());
  EXPECT_EQ(world.look_up(old_token).status, 404);
  EXPECT_EQ(world.accept(link.substr(link.find("#token=") + 7)).status, 200);
}

TEST(Invitations, a_second_one_to_the_same_address_replaces_the_first) {
  Office world;
  const auto first = world.invite_dan();
  const auto second = World::body_of(world.invite(world.by_ada, R"({"email":"DAN@example.com","role":"Admin"})"));
  EXPECT_EQ(world.look_up(first).status, 404);
  EXPECT_EQ(store::list_invitations(world.database).size(), 1U);
}

TEST(Invitations, withdrawn_ones_are_dead) {
  Office world;
  const auto token = world.invite_dan();
  const auto id = to_string(store::list_invitations(world.database).at(0).id);
  EXPECT_EQ(world.with_id(&InvitationRoutes::withdraw, id).status, 204);
  EXPECT_EQ(world.accept(token).status, 404);
  EXPECT_EQ(world.with_id(&InvitationRoutes::withdraw, id).status, 404);
  EXPECT_EQ(world.with_id(&InvitationRoutes::resend, id).status, 404);
}

TEST(Invitations, members_cannot_be_invited_again_but_removed_ones_can_and_keep_their_id) {
  Office world;
  EXPECT_EQ(World::error_of(world.invite(world.by_ada, R"({"email":"Ada@example.com","role":"Member"})")), "409 already_member");
  const auto dan = world.add_member("dan@example.com", Role::admin);
  world.lanes.write([&](db::Tx& tx) {
    store::mark_removed(tx.database, dan, tx.now);
    world.team.refresh_after(tx);
  });
  const auto accepted = world.accept(world.invite_dan());
  ASSERT_EQ(accepted.status, 200) << accepted.body;
  EXPECT_EQ(World::body_of(accepted).at("me").at("user_id"), json::value(to_string(dan)));
  EXPECT_EQ(World::body_of(accepted).at("me").at("role"), "Member");
}

TEST(Invitations, owners_are_not_invited_and_members_do_not_invite) {
  Office world;
  EXPECT_EQ(World::error_of(world.invite(world.by_ada, R"({"email":"dan@example.com","role":"Owner"})")), "400 invalid_field");
  EXPECT_EQ(World::error_of(world.invite(world.by_ada, R"({"email":"dan@example.com"})")), "400 invalid_field");
  for (const auto* email : {"dan", "a@b,c@d", "dan@example.com\\r\\nBcc: v@x", "<dan@example.com>", ""}) {
    const auto body = std::string(R"({"role":"Member","email":")") + email + R"("})";
    EXPECT_EQ(World::error_of(world.invite(world.by_ada, body)), "400 invalid_field") << email;
  }
  world.add_member("cat@example.com", Role::member);
  EXPECT_EQ(World::error_of(world.invite(world.sign_in("cat@example.com"), R"({"email":"dan@example.com","role":"Member"})")),
            "403 forbidden");
}

TEST(Invitations, limits_to_projects_are_kept) {
  Office world;
  const auto shop = world.add_project();
  const auto blog = world.add_project();
  const auto response =
      world.invite(world.by_ada, R"({"email":"dan@example.com","role":"Member","projects":[")" + to_string(shop) + R"("]})");
  ASSERT_EQ(response.status, 201) << response.body;
  const std::string link(World::body_of(response).at("link").as_string());
  EXPECT_EQ(world.accept(link.substr(link.find("#token=") + 7)).status, 200);
  const auto dan = store::find_credentials(world.database, "dan@example.com")->member;
  EXPECT_TRUE(world.team.current()->find_member(dan)->may_see(shop));
  EXPECT_FALSE(world.team.current()->find_member(dan)->may_see(blog));
}

}  // namespace
}  // namespace seggwat::team
