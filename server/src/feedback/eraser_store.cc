#include "feedback/eraser.h"

namespace seggwat::feedback {
namespace {

std::size_t delete_feedback(db::Database& database, const erasure::Person& person, std::int64_t at_most) {
  database
      .query("DELETE FROM feedback WHERE id IN (SELECT id FROM feedback WHERE project_id = ?1 AND submitted_by = ?2 LIMIT ?3)",
             person.project, person.sub, at_most)
      .run();
  return static_cast<std::size_t>(database.changes());
}

// A comment refers to its rating, and is by the same person.
std::size_t delete_ratings(db::Database& database, const erasure::Person& person, std::int64_t at_most) {
  database
      .query("DELETE FROM ratings WHERE id IN (SELECT id FROM ratings WHERE project_id = ?1 AND submitted_by = ?2 LIMIT ?3)",
             person.project, person.sub, at_most)
      .run();
  return static_cast<std::size_t>(database.changes());
}

}  // namespace

std::size_t Eraser::erase_slice(db::Tx& tx, const erasure::Person& person, std::size_t at_most) {
  if (person.sub.empty()) return 0;
  auto done = delete_feedback(tx.database, person, static_cast<std::int64_t>(at_most));
  if (done < at_most) done += delete_ratings(tx.database, person, static_cast<std::int64_t>(at_most - done));
  return done;
}

}  // namespace seggwat::feedback
