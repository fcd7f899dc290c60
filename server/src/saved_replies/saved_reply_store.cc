#include "saved_replies/saved_reply_store.h"

namespace seggwat::saved_replies::store {
namespace {

#define SAVED_REPLY_COLUMNS                                                                                             \
  "SELECT r.id, r.member_id, r.project_id, r.shortcut, r.body, r.created_at, r.updated_at, m.name FROM saved_replies r" \
  " JOIN members m ON m.id = r.updated_by"

SavedReply from(const db::Row& row) {
  return {.id = row.id<SavedReplyId>(0),
          .owner = row.maybe_id<MemberId>(1),
          .project = row.maybe_id<ProjectId>(2),
          .shortcut = row.text(3),
          .body = row.text(4),
          .created_at = row.instant(5),
          .updated_at = row.instant(6),
          .updated_by = row.text(7)};
}

}  // namespace

std::vector<SavedReply> list(db::Database& database, const std::optional<MemberId>& owner) {
  std::vector<SavedReply> found;
  auto rows = database.query(
      SAVED_REPLY_COLUMNS " WHERE coalesce(r.member_id, x'') = coalesce(?1, x'') ORDER BY r.shortcut, coalesce(r.project_id, x'')",
      owner);
  while (rows.step()) found.push_back(from(rows.row()));
  return found;
}

std::optional<SavedReply> find(db::Database& database, const SavedReplyId& id) {
  auto rows = database.query(SAVED_REPLY_COLUMNS " WHERE r.id = ?1", id);
  if (!rows.step()) return std::nullopt;
  return from(rows.row());
}

int count(db::Database& database, const std::optional<MemberId>& owner) {
  auto rows = database.query("SELECT count(*) FROM saved_replies WHERE coalesce(member_id, x'') = coalesce(?1, x'')", owner);
  rows.step();
  return static_cast<int>(rows.row().integer(0));
}

std::optional<SavedReplyId> find_by_shortcut(db::Database& database, const SavedReply& reply) {
  auto rows = database.query(
      "SELECT id FROM saved_replies WHERE coalesce(member_id, x'') = coalesce(?1, x'') AND shortcut = ?2"
      " AND coalesce(project_id, x'') = coalesce(?3, x'')",
      reply.owner, reply.shortcut, reply.project);
  if (!rows.step()) return std::nullopt;
  return rows.row().id<SavedReplyId>(0);
}

void insert(db::Database& database, const SavedReply& reply, const MemberId& by) {
  database
      .query(
          "INSERT INTO saved_replies (id, member_id, project_id, shortcut, body, created_at, updated_at, updated_by)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
          reply.id, reply.owner, reply.project, reply.shortcut, reply.body, reply.created_at, reply.updated_at, by)
      .run();
}

void save(db::Database& database, const SavedReply& reply, const MemberId& by) {
  database
      .query("UPDATE saved_replies SET project_id = ?2, shortcut = ?3, body = ?4, updated_at = ?5, updated_by = ?6 WHERE id = ?1",
             reply.id, reply.project, reply.shortcut, reply.body, reply.updated_at, by)
      .run();
}

void remove(db::Database& database, const SavedReplyId& id) { database.query("DELETE FROM saved_replies WHERE id = ?1", id).run(); }

}  // namespace seggwat::saved_replies::store
