#include "figures/eraser.h"

namespace seggwat::figures {
namespace {

void delete_episodes(db::Database& database, const ThreadId& thread, std::int64_t at_most) {
  database.query("DELETE FROM episodes WHERE key IN (SELECT key FROM episodes WHERE thread_id = ?1 LIMIT ?2)", thread, at_most)
      .run();
}

void let_go(db::Database& database, const ThreadId& thread, std::int64_t at_most) {
  database
      .query(
          "UPDATE episodes SET thread_id = NULL, comment = NULL, reply_seq = NULL, resolved_seq = NULL, rated_seq = NULL"
          " WHERE key IN "
          "(SELECT key FROM episodes WHERE thread_id = ?1 LIMIT ?2)",
          thread, at_most)
      .run();
}

}  // namespace

std::size_t Eraser::erase_slice(db::Tx& tx, const erasure::Person& person, std::size_t at_most) {
  if (!person.thread) return 0;
  const auto limit = static_cast<std::int64_t>(at_most);
  const bool only_the_conversation = person.sub.empty();
  only_the_conversation ? let_go(tx.database, *person.thread, limit) : delete_episodes(tx.database, *person.thread, limit);
  return static_cast<std::size_t>(tx.database.changes());
}

}  // namespace seggwat::figures
