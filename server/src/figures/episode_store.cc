#include "figures/episode_store.h"

#define EPISODE_QUERY                                                                                                   \
  "SELECT e.no, e.began_at, e.resolved_at, e.resolved_by, e.resolved_seq, e.score, e.comment, e.rated_at, e.rated_seq," \
  " e.rated_for, m.name FROM episodes e LEFT JOIN members m ON m.id = e.rated_for"
#define NEWEST_OF_THREAD "thread_id = ?1 AND no = (SELECT max(no) FROM episodes WHERE thread_id = ?1)"

namespace seggwat::figures::store {
namespace {

Episode episode_from(const db::Row& row) {
  Episode episode{.no = row.integer(0),
                  .began_at = row.instant(1),
                  .resolved_at = row.maybe_instant(2),
                  .resolved_by = row.maybe_id<MemberId>(3),
                  .resolved_seq = row.integer(4),
                  .comment = row.maybe_text(6),
                  .rated_at = row.maybe_instant(7),
                  .rated_seq = row.integer(8),
                  .rated_for = row.maybe_id<MemberId>(9),
                  .rated_for_name = row.text(10)};
  if (!row.is_null(5)) episode.score = static_cast<int>(row.integer(5));
  return episode;
}

std::optional<Episode> one_episode(db::Query query) {
  if (!query.step()) return std::nullopt;
  return episode_from(query.row());
}

}  // namespace

void begin(db::Database& database, const ProjectId& project, const ThreadId& thread, Instant at) {
  database
      .query(
          "INSERT INTO episodes (project_id, thread_id, no, began_at)"
          " VALUES (?1, ?2, 1 + coalesce((SELECT max(no) FROM episodes WHERE thread_id = ?2), 0), ?3)",
          project, thread, at)
      .run();
}

void set_answer(db::Database& database, const ThreadId& thread, const Answer& answer) {
  database
      .query("UPDATE episodes SET replied_at = ?2, replied_by = ?3, reply_seq = ?4 WHERE " NEWEST_OF_THREAD
             " AND replied_at IS NULL",
             thread, answer.at, answer.by, answer.seq)
      .run();
}

void replace_answer(db::Database& database, const ThreadId& thread, std::int64_t seq, const std::optional<Answer>& next) {
  database
      .query("UPDATE episodes SET replied_at = NULL, replied_by = NULL, reply_seq = NULL WHERE thread_id = ?1 AND reply_seq = ?2",
             thread, seq)
      .run();
  if (database.changes() > 0 && next) set_answer(database, thread, *next);
}

void set_resolution(db::Database& database, const ThreadId& thread, const Resolution& resolution) {
  database
      .query("UPDATE episodes SET resolved_at = ?2, resolved_by = ?3, resolved_seq = ?4 WHERE " NEWEST_OF_THREAD, thread,
             resolution.at, resolution.by, resolution.last_seq)
      .run();
}

void take_resolution_back(db::Database& database, const ThreadId& thread) {
  database.query("UPDATE episodes SET resolved_at = NULL, resolved_by = NULL, resolved_seq = NULL WHERE " NEWEST_OF_THREAD, thread)
      .run();
}

std::optional<Episode> find_newest(db::Database& database, const ThreadId& thread) {
  return one_episode(database.query(EPISODE_QUERY " WHERE e.thread_id = ?1 ORDER BY e.no DESC LIMIT 1", thread));
}

std::optional<Episode> find(db::Database& database, const ThreadId& thread, std::int64_t no) {
  return one_episode(database.query(EPISODE_QUERY " WHERE e.thread_id = ?1 AND e.no = ?2", thread, no));
}

void save_rating(db::Database& database, const ThreadId& thread, const Episode& episode) {
  database
      .query(
          "UPDATE episodes SET score = ?3, comment = ?4, rated_at = ?5, rated_seq = ?6, rated_for = ?7"
          " WHERE thread_id = ?1 AND no = ?2",
          thread, episode.no, episode.score, episode.comment, episode.rated_at, episode.rated_seq, episode.rated_for)
      .run();
}

std::vector<Episode> list_rated(db::Database& database, const ThreadId& thread, std::int64_t before, int limit) {
  auto rows =
      database.query(EPISODE_QUERY " WHERE e.thread_id = ?1 AND e.no < ?2 AND e.rated_at IS NOT NULL ORDER BY e.no DESC LIMIT ?3",
                     thread, before, limit);
  std::vector<Episode> rated;
  while (rows.step()) rated.push_back(episode_from(rows.row()));
  return rated;
}

}  // namespace seggwat::figures::store
