#include "app/housekeeping.h"

#include <gtest/gtest.h>

#include <functional>
#include <thread>

#include "app/retention.h"
#include "app/server.h"
#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::app {
namespace {

using std::chrono::days;
using std::chrono::hours;

// A whole server whose clock the test moves, and a look at its data from outside.
class HousekeepingTest : public ::testing::Test {
 protected:
  void SetUp() override {
    config.data_dir = dir.path().string();
    config.listen.port = 0;
    config.public_url = "http://127.0.0.1:1";
    data = std::move(*open_data_dir(config.data_dir, "", random));
    project = ProjectId::make(clock.now(), random);
    data.database->query("INSERT INTO projects (id, key, name, created_at) VALUES (?1, randomblob(16), 'Shop', 0)", project).run();
    data.database->query("INSERT INTO project_retention (project_id, days) VALUES (?1, 30)", project).run();
  }
  void TearDown() override {
    if (!server) return;
    server->stop();
    loop.join();
  }

  void add_conversation(const std::string& sub, days age, const std::string& status) {
    auto& database = *data.database;
    const auto thread = ThreadId::make(clock.now(), random);
    const auto at = clock.now() - age;
    database.query("INSERT INTO end_users (project_id, sub, created_at) VALUES (?1, ?2, 0)", project, sub).run();
    database
        .query(
            "INSERT INTO threads (id, project_id, user_key, status, last_seq, last_user_seq, last_user_at, created_at, active_at,"
            " updated_at) VALUES (?1, ?2, last_insert_rowid(), ?4, 1, 1, ?3, ?3, ?3, ?3)",
            thread, project, at, status)
        .run();
    database
        .query(
            "INSERT INTO messages (id, thread_id, seq, author, client_id, body, created_at)"
            " VALUES (randomblob(16), ?1, 1, x'', randomblob(16), 'hello', ?2)",
            thread, at)
        .run();
  }
  void serve() {
    server = std::make_unique<Server>(Server::Parts{
        .config = config, .mode = ServeMode::serve, .clock = clock, .random = random, .data = std::move(data), .assets = {}});
    loop = std::thread([this] { server->run(); });
  }
  // Whose conversations there are, waited for: what the server does, it does at the next look.
  std::string users_with_conversation(const std::string& expected) {
    db::Database reader(database_path(config.data_dir), db::OpenMode::read_only);
    std::string users;
    for (int i = 0; i < 1'000 && users != expected; ++i) {
      users.clear();
      auto rows = reader.query("SELECT u.sub FROM threads t JOIN end_users u ON u.key = t.user_key ORDER BY u.sub");
      while (rows.step()) users += rows.row().text(0) + " ";
      if (users != expected) std::this_thread::sleep_for(Milliseconds{10});
    }
    return users;
  }

  testing::TempDir dir;
  testing::ManualClock clock;
  testing::SeededRandom random;
  Config config;
  OpenedData data{nullptr, SecretKey({})};
  ProjectId project;
  std::unique_ptr<Server> server;
  std::thread loop;
};

TEST_F(HousekeepingTest, retention_is_applied_at_the_start_and_every_hour_by_the_servers_clock) {
  add_conversation("open", days{400}, "open");
  add_conversation("old", days{31}, "resolved");
  add_conversation("younger", days{29}, "resolved");
  serve();
  EXPECT_EQ(users_with_conversation("open younger "), "open younger ");
  clock.advance(days{2});
  EXPECT_EQ(users_with_conversation("open "), "open ");
}

}  // namespace
}  // namespace seggwat::app
