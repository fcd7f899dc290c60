#include "app/commands/bootstrap.h"

#include <gtest/gtest.h>

#include "app/mint_token.h"
#include "db/meta_store.h"
#include "end_users/token.h"
#include "projects/directory.h"
#include "support/fakes.h"
#include "support/temp_dir.h"
#include "team/directory.h"

namespace seggwat::app {
namespace {

using testing::ManualClock;
using testing::SeededRandom;
using testing::TempDir;

class BootstrapTest : public ::testing::Test {
 protected:
  BootstrapTest() : data(std::move(*open_data_dir(dir.file("data"), "", random))) {}
  Result<Bootstrapped> run(const BootstrapRequest& request) { return bootstrap(data, request, hasher, clock, random); }
  std::size_t count_projects() { return projects::Directory::load(*data.database, data.key)->all().size(); }

  TempDir dir;
  SeededRandom random;
  ManualClock clock;
  const team::PasswordHasher hasher{{.passes = 1, .memory_bytes = 16 * 1024}};
  OpenedData data;
  const BootstrapRequest first{.owner_email = "ada@example.com",
                               .owner_password = "correct horse",
                               .owner_name = "Support",
                               .organisation = "",
                               .project = "Shop",
                               .origins = {}};
};

TEST_F(BootstrapTest, the_first_makes_an_owner_and_a_project_with_chat_for_any_origin) {
  const auto made = run(first);
  ASSERT_TRUE(made) << made.error().message;
  const auto team = team::Directory::load(*data.database);
  EXPECT_EQ(team->organisation()->id, made->organisation);
  const auto* owner = team->find_member(made->owner);
  ASSERT_NE(owner, nullptr);
  EXPECT_EQ(owner->role, team::Role::owner);
  EXPECT_EQ(owner->name, "Support");
  ASSERT_NE(team->find_key(sha256(made->api_key)), nullptr);
  EXPECT_EQ(team->find_key(sha256(made->api_key))->member, made->owner);
  const auto projects = projects::Directory::load(*data.database, data.key);
  const auto* project = projects->find(made->project_key);
  ASSERT_NE(project, nullptr);
  EXPECT_TRUE(project->widget.live_chat);
  EXPECT_EQ(project->allowed_origins, std::vector<std::string>{"*"});
  EXPECT_EQ(project->secrets.front().value, made->signing_secret);
}

TEST_F(BootstrapTest, the_same_owner_adds_projects_and_a_running_server_is_told) {
  const auto before = db::directory_version(*data.database);
  const auto one = run(first);
  auto request = first;
  request.project = "Second shop";
  request.origins = {"https://Shop.example", "http://localhost:3000"};
  const auto two = run(request);
  ASSERT_TRUE(two) << two.error().message;
  EXPECT_EQ(two->owner, one->owner);
  EXPECT_EQ(two->organisation, one->organisation);
  EXPECT_NE(two->project_key, one->project_key);
  EXPECT_EQ(count_projects(), 2U);
  EXPECT_EQ(db::directory_version(*data.database), before + 2);
  const auto projects = projects::Directory::load(*data.database, data.key);
  EXPECT_EQ(projects->find(two->project_key)->allowed_origins,
            (std::vector<std::string>{"https://shop.example", "http://localhost:3000"}));
}

TEST_F(BootstrapTest, another_email_or_password_changes_nothing) {
  ASSERT_TRUE(run(first));
  auto wrong_password = first;
  wrong_password.owner_password = "correct horse ";
  auto other_email = first;
  other_email.owner_email = "eve@example.com";
  for (const auto& request : {wrong_password, other_email}) {
    const auto refused = run(request);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "not_the_owner");
  }
  EXPECT_EQ(count_projects(), 1U);
}

TEST_F(BootstrapTest, bad_input_leaves_an_empty_server) {
  auto bad_email = first, short_password = first, no_name = first, bad_origin = first, no_project = first;
  bad_email.owner_email = "ada";
  short_password.owner_password = "short";
  no_name.owner_name = " ";
  bad_origin.origins = {"https://shop.example/path?"};
  no_project.project = "";
  for (const auto& request : {bad_email, short_password, no_name, bad_origin, no_project}) EXPECT_FALSE(run(request));
  EXPECT_FALSE(team::Directory::load(*data.database)->organisation());
  EXPECT_EQ(count_projects(), 0U);
}

TEST_F(BootstrapTest, a_minted_token_is_one_that_the_server_accepts) {
  const auto made = run(first);
  const auto projects = projects::Directory::load(*data.database, data.key);
  const auto token =
      mint_token({made->project_key, "user \"1\"", "jo@example.com", "Jo", Seconds{60}}, made->signing_secret, clock.now());
  const auto find = [&](const ProjectKey& key) { return projects->find(key); };
  const auto user = end_users::verify(find, token, std::nullopt, clock.now());
  ASSERT_TRUE(user) << user.error().code;
  EXPECT_EQ(user->sub, "user \"1\"");
  const auto late = end_users::verify(find, token, std::nullopt, clock.now() + Seconds{121});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "token_expired");
}

}  // namespace
}  // namespace seggwat::app
