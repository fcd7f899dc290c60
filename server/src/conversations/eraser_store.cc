#include <algorithm>

#include "conversations/eraser.h"
#include "journal/journal.h"

namespace seggwat::conversations {
namespace {

// At most kVisitedMost.
std::size_t delete_visits(db::Database& database, std::int64_t user_key) {
  database.query("DELETE FROM page_visits WHERE user_key = ?1", user_key).run();
  return static_cast<std::size_t>(database.changes());
}

std::size_t delete_read_marks(db::Database& database, const ThreadId& thread, std::int64_t at_most) {
  database
      .query(
          "DELETE FROM member_reads WHERE (member_id, thread_id) IN "
          "(SELECT member_id, thread_id FROM member_reads WHERE thread_id = ?1 LIMIT ?2)",
          thread, at_most)
      .run();
  return static_cast<std::size_t>(database.changes());
}

std::size_t delete_tags(db::Database& database, const ThreadId& thread, std::int64_t at_most) {
  database
      .query(
          "DELETE FROM thread_tags WHERE (thread_id, tag_id) IN "
          "(SELECT thread_id, tag_id FROM thread_tags WHERE thread_id = ?1 LIMIT ?2)",
          thread, at_most)
      .run();
  return static_cast<std::size_t>(database.changes());
}

std::size_t delete_messages(db::Database& database, const ThreadId& thread, std::int64_t at_most) {
  database.query("DELETE FROM messages WHERE key IN (SELECT key FROM messages WHERE thread_id = ?1 LIMIT ?2)", thread, at_most)
      .run();
  return static_cast<std::size_t>(database.changes());
}

std::size_t delete_thread(db::Database& database, const ThreadId& thread) {
  database.query("DELETE FROM threads WHERE id = ?1", thread).run();
  return static_cast<std::size_t>(database.changes());
}

}  // namespace

std::size_t Eraser::erase_slice(db::Tx& tx, const erasure::Person& person, std::size_t at_most) {
  std::size_t done = delete_visits(tx.database, person.user_key);
  if (!person.thread) return done;
  const auto left = [&] { return at_most - std::min(at_most, done); };
  for (const auto step : {delete_read_marks, delete_tags, delete_messages}) {
    done += step(tx.database, *person.thread, static_cast<std::int64_t>(left()));
    if (left() == 0) return done;
  }
  done += journal::blank_thread(tx, *person.thread, left());
  if (left() == 0) return done;
  return done + delete_thread(tx.database, *person.thread);
}

}  // namespace seggwat::conversations
