#include "drafts/draft_store.h"

namespace seggwat::drafts::store {
namespace {

#define DRAFT_COLUMNS \
  "SELECT t.project_id, d.thread_id, d.body, d.internal, d.updated_at FROM drafts d JOIN threads t ON t.id = d.thread_id"

Draft from(const db::Row& row) {
  return {.project = row.id<ProjectId>(0),
          .thread = row.id<ThreadId>(1),
          .body = row.text(2),
          .what = row.flag(3) ? DraftOf::note : DraftOf::reply,
          .updated_at = row.instant(4)};
}

}  // namespace

std::optional<Draft> find(db::Database& database, const MemberId& member, const ThreadId& thread) {
  auto rows = database.query(DRAFT_COLUMNS " WHERE d.member_id = ?1 AND d.thread_id = ?2", member, thread);
  if (!rows.step()) return std::nullopt;
  return from(rows.row());
}

std::vector<Draft> list(db::Database& database, const MemberId& member, int limit) {
  std::vector<Draft> found;
  auto rows = database.query(DRAFT_COLUMNS " WHERE d.member_id = ?1 ORDER BY d.updated_at DESC LIMIT ?2", member, limit);
  while (rows.step()) found.push_back(from(rows.row()));
  return found;
}

void save(db::Database& database, const MemberId& member, const Draft& draft) {
  database
      .query(
          "INSERT INTO drafts (member_id, thread_id, body, internal, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)"
          " ON CONFLICT (member_id, thread_id) DO UPDATE SET body = ?3, internal = ?4, updated_at = ?5",
          member, draft.thread, draft.body, draft.what == DraftOf::note, draft.updated_at)
      .run();
}

void remove(db::Database& database, const MemberId& member, const ThreadId& thread) {
  database.query("DELETE FROM drafts WHERE member_id = ?1 AND thread_id = ?2", member, thread).run();
}

}  // namespace seggwat::drafts::store
