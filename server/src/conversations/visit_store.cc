#include "conversations/visits.h"

namespace seggwat::conversations {
namespace {

void forget_visits(db::Database& database, end_users::UserKey user) {
  database.query("DELETE FROM page_visits WHERE user_key = ?1", user.value).run();
}

void insert_visit(db::Tx& tx, end_users::UserKey user, const Page& page) {
  tx.database
      .query("INSERT OR REPLACE INTO page_visits (user_key, at, url, title) VALUES (?1, ?2, ?3, ?4)", user.value, tx.now, page.url,
             page.title)
      .run();
}

void forget_all_but_newest(db::Database& database, end_users::UserKey user) {
  database
      .query(
          "DELETE FROM page_visits WHERE user_key = ?1 AND at <="
          " (SELECT at FROM page_visits WHERE user_key = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2)",
          user.value, kVisitedMost)
      .run();
}

}  // namespace

void note_visit(db::Tx& tx, end_users::UserKey user, const Page& page) {
  const auto visited = list_visited(tx.database, user);
  if (!visited.empty()) {
    const auto& last = visited.front();
    if (tx.now - last.at >= kVisitEnds) {
      forget_visits(tx.database, user);
    } else if (last.url == page.url) {
      tx.database
          .query("UPDATE page_visits SET at = ?3, title = ?4 WHERE user_key = ?1 AND at = ?2", user.value, last.at, tx.now,
                 page.title)
          .run();
      return;
    }
  }
  insert_visit(tx, user, page);
  forget_all_but_newest(tx.database, user);
}

std::vector<VisitedPage> list_visited(db::Database& database, end_users::UserKey user) {
  auto rows = database.query("SELECT url, title, at FROM page_visits WHERE user_key = ?1 ORDER BY at DESC", user.value);
  std::vector<VisitedPage> visited;
  while (rows.step()) visited.push_back({rows.row().text(0), rows.row().text(1), rows.row().instant(2)});
  return visited;
}

}  // namespace seggwat::conversations
