#include "projects/projects.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "db/migrate.h"
#include "projects/project_store.h"
#include "projects/secrets.h"
#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::projects {
namespace {

const Instant kNow = from_millis(1'800'000'000'000);

struct ProjectsTest : ::testing::Test {
  ProjectsTest() { EXPECT_TRUE(db::migrate(database, dir.file("db"))); }

  // A transaction of its own for every use: what it changes is there at once.
  db::Tx tx(Milliseconds later = {}) { return db::Tx(database, kNow + later, 0); }
  Project create(const ProjectDraft& draft = {.name = "Shop"}) {
    auto transaction = tx();
    return create_project(transaction, random, draft).value();
  }
  NewSecret generate(const ProjectId& project) {
    auto transaction = tx();
    return generate_secret(transaction, project, key, random).value();
  }
  std::string code(const Status& status) { return status ? "ok" : status.error().code; }
  template <class T>
  std::string code(const Result<T>& result) {
    return result ? "ok" : result.error().code;
  }

  testing::TempDir dir;
  db::Database database{dir.file("db"), db::OpenMode::read_write};
  testing::SeededRandom random;
  SecretKey key{std::array<std::uint8_t, 32>{1, 2, 3}};
};

TEST_F(ProjectsTest, a_new_project_is_found_by_id_and_by_key) {
  const auto made = create(
      {.name = " Shop ", .description = "d", .allowed_origins = {{"https://Shop.example/"}}, .site_url = "https://shop.example"});
  EXPECT_EQ(made.name, "Shop");
  const auto directory = Directory::load(database, key);
  ASSERT_NE(directory->find(made.id), nullptr);
  EXPECT_EQ(directory->find(made.key), directory->find(made.id));
  EXPECT_EQ(directory->find(made.id)->allowed_origins, std::vector<std::string>{"https://shop.example"});
  EXPECT_EQ(directory->find(made.id)->site_url, "https://shop.example");
  EXPECT_NE(made.id.uuid, made.key.uuid);
}

TEST_F(ProjectsTest, a_member_finds_only_what_they_may_see) {
  const auto shop = create();
  const auto blog = create({.name = "Blog"});
  const auto directory = Directory::load(database, key);
  team::Member member;
  member.projects = {{shop.id}};
  EXPECT_EQ((*directory->load_for(member, to_string(shop.id)))->id, shop.id);
  EXPECT_EQ((*directory->load_for(member, to_string(shop.key)))->id, shop.id);
  EXPECT_EQ(code(directory->load_for(member, to_string(blog.id))), "not_found");
  EXPECT_EQ(code(directory->load_for(member, "nonsense")), "not_found");
  member.role = team::Role::admin;
  EXPECT_EQ(code(directory->load_for(member, to_string(blog.id))), "ok");
}

TEST_F(ProjectsTest, faulty_drafts_are_refused) {
  auto transaction = tx();
  const auto outcome = [&](const ProjectDraft& draft) { return code(create_project(transaction, random, draft)); };
  EXPECT_EQ(outcome({}), "invalid_field");
  EXPECT_EQ(outcome({.name = " \u200B "}), "invalid_field");
  EXPECT_EQ(outcome({.name = std::string(101, 'x')}), "invalid_field");
  EXPECT_EQ(outcome({.name = "a\nb"}), "invalid_field");
  EXPECT_EQ(outcome({.name = "a", .description = std::string(1001, 'x')}), "invalid_field");
  EXPECT_EQ(outcome({.name = "a", .allowed_origins = {{"https://a", "b/c"}}}), "invalid_origin");
  EXPECT_EQ(outcome({.name = "a", .site_url = "javascript:alert(1)"}), "invalid_site_url");
  EXPECT_EQ(outcome({.name = "a", .site_url = "https://a/#x"}), "invalid_site_url");
  EXPECT_TRUE(list_projects(database).empty());
}

TEST_F(ProjectsTest, the_refused_origin_is_named) {
  auto transaction = tx();
  const auto refused =
      create_project(transaction, random, {.name = "a", .allowed_origins = {{"https://fine.example", "https://x/y"}}});
  EXPECT_NE(refused.error().message.find("https://x/y"), std::string::npos);
}

TEST_F(ProjectsTest, a_change_leaves_what_is_not_given) {
  const auto made = create({.name = "Shop", .description = "old", .site_url = "https://a.example"});
  auto transaction = tx();
  ASSERT_TRUE(change_project(transaction, made.id, {.description = "new"}));
  const auto changed = change_project(transaction, made.id, {.allowed_origins = {{"*", "*"}}, .site_url = ""});
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->name, "Shop");
  EXPECT_EQ(changed->description, "new");
  EXPECT_EQ(changed->allowed_origins, std::vector<std::string>{"*"});
  EXPECT_FALSE(changed->site_url);
  EXPECT_EQ(code(change_project(transaction, ProjectId{}, {})), "not_found");
}

TEST_F(ProjectsTest, a_secret_is_256_bits_of_text_and_two_may_live) {
  const auto project = create();
  const auto first = generate(project.id);
  const auto second = generate(project.id);
  EXPECT_EQ(first.value.size(), 47U);
  EXPECT_TRUE(first.value.starts_with("sws_"));
  EXPECT_NE(first.value, second.value);
  EXPECT_EQ(first.info.hint, "sws_…" + first.value.substr(43));
  auto transaction = tx();
  EXPECT_EQ(code(generate_secret(transaction, project.id, key, random)), "too_many_secrets");
  EXPECT_EQ(code(revoke_secret(transaction, project.id, first.info.id)), "ok");
  EXPECT_EQ(code(generate_secret(transaction, project.id, key, random)), "ok");
  EXPECT_EQ(list_secrets(database, project.id, key).size(), 3U);
}

TEST_F(ProjectsTest, a_revoked_secret_stays_in_the_directory_as_revoked) {
  const auto project = create();
  const auto made = generate(project.id);
  auto transaction = tx(Seconds(5));
  ASSERT_TRUE(revoke_secret(transaction, project.id, made.info.id));
  auto later = tx(Seconds(9));
  ASSERT_TRUE(revoke_secret(later, project.id, made.info.id));
  const auto directory = Directory::load(database, key);
  const auto& secrets = directory->find(project.id)->secrets;
  ASSERT_EQ(secrets.size(), 1U);
  EXPECT_EQ(secrets[0].value, made.value);
  EXPECT_EQ(secrets[0].revoked_at, kNow + Seconds(5));
}

TEST_F(ProjectsTest, a_secret_of_another_project_does_not_exist_here) {
  const auto shop = create();
  const auto blog = create({.name = "Blog"});
  const auto made = generate(shop.id);
  auto transaction = tx();
  EXPECT_EQ(code(revoke_secret(transaction, blog.id, made.info.id)), "not_found");
  EXPECT_FALSE(Directory::load(database, key)->find(shop.id)->secrets[0].revoked_at);
}

TEST_F(ProjectsTest, without_its_key_file_a_secret_is_unusable_and_in_nobodys_way) {
  const auto project = create();
  generate(project.id);
  generate(project.id);
  const SecretKey other{std::array<std::uint8_t, 32>{9}};
  for (const auto& secret : list_secrets(database, project.id, other)) EXPECT_FALSE(secret.usable);
  EXPECT_TRUE(Directory::load(database, other)->find(project.id)->secrets.empty());
  auto transaction = tx();
  EXPECT_EQ(code(generate_secret(transaction, project.id, other, random)), "ok");
}

TEST_F(ProjectsTest, b2_no_file_of_the_database_holds_the_secret) {
  const auto project = create();
  const auto made = generate(project.id);
  for (const auto& entry : std::filesystem::directory_iterator(dir.path())) {
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    EXPECT_EQ(bytes.str().find(made.value), std::string::npos) << entry.path();
    EXPECT_EQ(bytes.str().find(made.value.substr(4)), std::string::npos) << entry.path();
  }
}

TEST_F(ProjectsTest, widget_settings_are_kept) {
  const auto project = create();
  WidgetSettings settings;
  settings.live_chat = true;
  settings.greeting = "Hi";
  auto transaction = tx();
  save_widget(transaction, project.id, settings);
  EXPECT_EQ(Directory::load(database, key)->find(project.id)->widget, settings);
}

TEST_F(ProjectsTest, a_project_is_marked_as_installed_once) {
  const auto project = create();
  EXPECT_TRUE(mark_installed(database, project.id, kNow));
  EXPECT_FALSE(mark_installed(database, project.id, kNow + Seconds(1)));
  EXPECT_EQ(find_project(database, project.id)->installed_at, kNow);
}

TEST_F(ProjectsTest, a_swap_tells_the_listeners) {
  Projects holder(Directory::load(database, key), key);
  int told = 0;
  holder.on_change([&] { ++told; });
  const auto project = create();
  EXPECT_EQ(holder.current()->find(project.id), nullptr);
  holder.reload(database);
  EXPECT_NE(holder.current()->find(project.id), nullptr);
  EXPECT_EQ(told, 1);
}

TEST_F(ProjectsTest, uses_of_a_secret_are_kept_in_memory_until_saved) {
  const auto made = generate(create().id);
  Projects holder(Directory::load(database, key), key);
  holder.note_use(made.info.id, kNow);
  holder.note_use(made.info.id, kNow + Seconds(3));
  EXPECT_EQ(holder.last_use(made.info.id), kNow + Seconds(3));
  const auto uses = holder.take_uses();
  ASSERT_EQ(uses.size(), 1U);
  EXPECT_TRUE(holder.take_uses().empty());
  auto transaction = tx();
  save_secret_uses(transaction, uses);
  save_secret_uses(transaction, {{made.info.id, kNow}});
  EXPECT_EQ(list_secrets(database, list_projects(database)[0].id, key)[0].last_used_at, kNow + Seconds(3));
}

}  // namespace
}  // namespace seggwat::projects
