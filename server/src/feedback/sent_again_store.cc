#include "feedback/sent_again.h"

namespace seggwat::feedback {
namespace store {

std::optional<Earlier> find_sent(db::Database& database, const std::optional<Mark>& mark) {
  if (!mark) return std::nullopt;
  auto found = database.query("SELECT rating_id FROM sent_marks WHERE mark = ?1", db::Blob{as_text(*mark)});
  if (!found.step()) return std::nullopt;
  return Earlier{found.row().maybe_id<RatingId>(0)};
}

void note_sent(db::Tx& tx, const std::optional<Mark>& mark, const std::optional<RatingId>& rating) {
  if (!mark) return;
  // One is there already when what it became has been erased since.
  tx.database
      .query("INSERT OR REPLACE INTO sent_marks (mark, rating_id, at) VALUES (?1, ?2, ?3)", db::Blob{as_text(*mark)}, rating,
             tx.now)
      .run();
}

}  // namespace store

std::size_t trim_sent_marks(db::Tx& tx, Instant older_than) {
  tx.database
      .query("DELETE FROM sent_marks WHERE mark IN (SELECT mark FROM sent_marks WHERE at < ?1 ORDER BY at LIMIT ?2)", older_than,
             static_cast<std::int64_t>(kSentMarksSlice))
      .run();
  return static_cast<std::size_t>(tx.database.changes());
}

}  // namespace seggwat::feedback
