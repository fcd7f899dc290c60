#include "app/retention.h"
#include "erasure/erasure.h"

// Those who have none (erasure::nameless) are being deleted already.
#define HAS_A_NAME "substr(u.sub, 1, 1) <> char(31)"

namespace seggwat::app {
namespace {

struct Old {
  ThreadId thread;
  GivenUp user;
};

std::vector<Old> list_old(db::Tx& tx, const ProjectId& project, std::int64_t days, std::size_t limit) {
  std::vector<Old> old;
  auto rows = tx.database.query(
      "SELECT t.id, u.sub FROM threads t JOIN end_users u ON u.key = t.user_key WHERE t.project_id = ?1 AND t.status = 'resolved' "
      "AND t.active_at < ?2 AND " HAS_A_NAME " ORDER BY t.active_at LIMIT ?3",
      project, tx.now - std::chrono::days{days}, static_cast<std::int64_t>(limit));
  while (rows.step()) old.push_back({rows.row().id<ThreadId>(0), {project, rows.row().text(1)}});
  return old;
}

// The thread goes to a user of its own that names nobody.
void give_up(db::Tx& tx, const Old& old, Random& random) {
  tx.database
      .query("INSERT INTO end_users (project_id, sub, mail_off, created_at) VALUES (?1, ?2, 1, ?3)", old.user.project,
             erasure::nameless(random), tx.now)
      .run();
  const auto key = tx.database.last_row();
  tx.database
      .query("UPDATE attachments SET user_key = ?2 WHERE user_key = (SELECT user_key FROM threads WHERE id = ?1)", old.thread, key)
      .run();
  tx.database.query("UPDATE threads SET user_key = ?2 WHERE id = ?1", old.thread, key).run();
  erasure::begin(tx, {old.user.project, "", key, old.thread}, random);
}

}  // namespace

std::optional<std::int64_t> find_retention(db::Database& database, const ProjectId& project) {
  auto rows = database.query("SELECT days FROM project_retention WHERE project_id = ?1", project);
  if (!rows.step()) return std::nullopt;
  return rows.row().integer(0);
}

void save_retention(db::Tx& tx, const ProjectId& project, const std::optional<std::int64_t>& days) {
  tx.database.query("DELETE FROM project_retention WHERE project_id = ?1", project).run();
  if (days) tx.database.query("INSERT INTO project_retention (project_id, days) VALUES (?1, ?2)", project, *days).run();
}

std::int64_t count_old_conversations(db::Database& database, const ProjectId& project, std::int64_t days, Instant now) {
  auto rows = database.query(
      "SELECT count(*) FROM threads t JOIN end_users u ON u.key = t.user_key WHERE t.project_id = ?1 AND t.status = 'resolved' "
      "AND t.active_at < ?2 AND " HAS_A_NAME,
      project, now - std::chrono::days{days});
  rows.step();
  return rows.row().integer(0);
}

std::vector<GivenUp> give_up_old_conversations(db::Tx& tx, Random& random) {
  std::vector<std::pair<ProjectId, std::int64_t>> rules;
  {
    auto rows = tx.database.query("SELECT project_id, days FROM project_retention");
    while (rows.step()) rules.emplace_back(rows.row().id<ProjectId>(0), rows.row().integer(1));
  }
  std::vector<GivenUp> given_up;
  for (const auto& [project, days] : rules) {
    for (const auto& old : list_old(tx, project, days, kRetentionSlice - given_up.size())) {
      give_up(tx, old, random);
      given_up.push_back(old.user);
    }
  }
  return given_up;
}

}  // namespace seggwat::app
