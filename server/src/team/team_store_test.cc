#include "team/team_store.h"

#include <gtest/gtest.h>

#include "support/query_plans.h"
#include "support/team_world.h"

namespace seggwat::team {
namespace {

using testing::World;

// Runs every statement of the stores once.
void touch_everything(db::Database& database, const MemberId& member, Random& random) {
  const auto now = from_millis(1'800'000'000'000);
  const auto hash = sha256("token");
  store::find_organisation(database);
  store::insert_organisation(database, {OrgId::make(now, random), "Other"}, now);
  store::list_members(database);
  store::list_presences(database);
  store::find_name(database, member);
  store::find_credentials(database, "ada@example.com");
  store::find_credentials(database, member);
  store::insert_or_bring_back(database, {MemberId::make(now, random), "new@example.com", "New", Role::member, "h", {}}, now);
  store::save_profile(database, member, "Ada", "en");
  store::save_role(database, member, Role::owner);
  store::save_projects(database, member, std::nullopt);
  store::save_password(database, member, "h");
  const auto session = SessionId::make(now, random);
  store::insert_session(database, {session, hash, "c", member, now, now, "a", "u"});
  store::list_sessions(database);
  store::list_sessions_of(database, member);
  store::save_session_use(database, session, member, now);
  store::replace_session_token(database, session, sha256("other"));
  store::trim_sessions_of(database, member, 50);
  store::delete_idle_sessions(database, now);
  store::delete_session(database, session, member);
  store::delete_sessions_of(database, member, std::nullopt);
  const Invitation invitation{InvitationId::make(now, random), "dan@example.com", Role::member, {}, member, "", now, now};
  store::insert_invitation(database, invitation, hash);
  store::list_invitations(database);
  store::find_invitation(database, invitation.id);
  store::find_invitation(database, hash);
  store::renew_invitation(database, invitation.id, hash, now);
  store::delete_invitation_to(database, "dan@example.com");
  store::delete_invitation(database, invitation.id);
  store::insert_reset(database, member, hash, now);
  store::find_reset(database, hash, now);
  store::delete_resets_of(database, member);
  const auto key = ApiKeyId::make(now, random);
  store::insert_key(database, {key, "oat_", "l", member, "", now, {}, {}}, hash);
  store::list_live_keys(database);
  store::list_keys(database);
  store::find_key(database, key);
  store::save_key_use(database, key, now);
  store::revoke_key(database, key, now);
  store::revoke_keys_of(database, member, now);
  store::delete_key(database, key);
  store::mark_removed(database, member, now);
  store::insert_or_bring_back(database, {MemberId::make(now, random), "ada@example.com", "Ada", Role::owner, "h", {}}, now);
}

TEST(TeamStore, only_lists_of_everything_walk_a_table) {
  World world;
  const auto ada = world.found();
  const auto shop = world.add_project();
  db::Database database(world.dir.file("seggwat.db"), db::OpenMode::read_write);
  db::Transaction transaction(database, db::Transaction::Kind::immediate);
  touch_everything(database, ada, world.random);
  store::save_projects(database, ada, std::vector{shop});

  std::size_t written = 0;
  for (const auto* name : {"member_store.cc", "session_store.cc", "invitation_store.cc", "api_key_store.cc"}) {
    written += seggwat::testing::count_queries_in(SEGGWAT_SOURCE_DIR "/server/src/team/" + std::string(name));
  }
  EXPECT_EQ(seggwat::testing::count_statements(database), written);
  // These answer with every row there is: the directory, and the pages of members, invitations (pending or expired, withdrawn by
  // hand) and keys (at most 200). The organisation is one row.
  for (const auto& sql : seggwat::testing::scanning_statements(database)) {
    const bool lists_all = sql.contains("FROM organisation LIMIT 1") || sql.contains("FROM member_projects ORDER BY") ||
                           sql.contains("FROM members WHERE removed_at IS NULL") || sql.ends_with("FROM sessions") ||
                           sql.ends_with("ORDER BY i.id") || sql.contains("FROM api_keys WHERE revoked_at IS NULL") ||
                           sql.ends_with("ORDER BY k.id DESC");
    EXPECT_TRUE(lists_all) << sql;
  }
}

}  // namespace
}  // namespace seggwat::team
