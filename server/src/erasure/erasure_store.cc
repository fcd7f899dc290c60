#include "erasure/erasure.h"

namespace seggwat::erasure {

Erasure begin(db::Tx& tx, const Person& person, Random& random) {
  const Erasure erasure{ErasureId::make(tx.now, random), person, std::nullopt};
  tx.database
      .query("INSERT INTO erasures (id, project_id, sub, user_key, thread_id, begun_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
             erasure.id, person.project, person.sub, person.user_key, person.thread, tx.now)
      .run();
  return erasure;
}

bool erase_next(db::Tx& tx, const Erasure& erasure, const std::vector<Part*>& parts) {
  std::size_t left = kSlice;
  for (auto* part : parts) {
    left -= std::min(left, part->erase_slice(tx, erasure.person, left));
    if (left == 0) return false;
  }
  if (erasure.person.sub.empty()) {
    tx.database.query("DELETE FROM erasures WHERE id = ?1", erasure.id).run();
  } else {
    tx.database.query("UPDATE erasures SET sub = '', deleted_at = ?2 WHERE id = ?1", erasure.id, tx.now).run();
  }
  return true;
}

void finish(db::Tx& tx, Instant began) { tx.database.query("DELETE FROM erasures WHERE deleted_at <= ?1", began).run(); }

std::optional<Erasure> find_unfinished(db::Database& database) {
  auto rows = database.query(
      "SELECT id, project_id, sub, user_key, thread_id FROM erasures WHERE deleted_at IS NULL ORDER BY begun_at LIMIT 1");
  if (!rows.step()) return std::nullopt;
  const auto row = rows.row();
  return Erasure{
      row.id<ErasureId>(0), {row.id<ProjectId>(1), row.text(2), row.integer(3), row.maybe_id<ThreadId>(4)}, std::nullopt};
}

bool has_traces(db::Database& database) {
  return database.query("SELECT 1 FROM erasures WHERE deleted_at IS NOT NULL LIMIT 1").step();
}

}  // namespace seggwat::erasure
