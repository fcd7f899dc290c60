#include "conversations/tag_store.h"

namespace seggwat::conversations::store {
namespace {

Tag tag_from(const db::Row& row) {
  return {.id = row.id<TagId>(0),
          .project = row.id<ProjectId>(1),
          .name = row.text(2),
          .folded = row.text(3),
          .color = row.text(4),
          .created_at = row.instant(5)};
}

std::optional<Tag> one_tag(db::Query query) {
  if (!query.step()) return std::nullopt;
  return tag_from(query.row());
}

std::int64_t single_number(db::Query query) {
  query.step();
  return query.row().integer(0);
}

}  // namespace

std::vector<CountedTag> list_tags(db::Database& database, const ProjectId& project) {
  auto query = database.query(
      "SELECT g.id, g.project_id, g.name, g.folded, g.color, g.created_at,"
      " (SELECT count(*) FROM thread_tags x WHERE x.tag_id = g.id)"
      " FROM tags g WHERE g.project_id = ?1 AND g.removed_at IS NULL ORDER BY g.folded",
      project);
  std::vector<CountedTag> tags;
  while (query.step()) tags.push_back({tag_from(query.row()), query.row().integer(6)});
  return tags;
}

std::int64_t count_tags(db::Database& database, const ProjectId& project) {
  return single_number(database.query("SELECT count(*) FROM tags WHERE project_id = ?1 AND removed_at IS NULL", project));
}

std::optional<Tag> find_tag(db::Database& database, const ProjectId& project, const TagId& id) {
  return one_tag(
      database.query("SELECT id, project_id, name, folded, color, created_at FROM tags"
                     " WHERE id = ?1 AND project_id = ?2 AND removed_at IS NULL",
                     id, project));
}

std::optional<Tag> find_tag_by_name(db::Database& database, const ProjectId& project, std::string_view folded) {
  return one_tag(
      database.query("SELECT id, project_id, name, folded, color, created_at FROM tags"
                     " WHERE project_id = ?1 AND folded = ?2 AND removed_at IS NULL",
                     project, folded));
}

std::int64_t count_threads_with(db::Database& database, const TagId& tag) {
  return single_number(database.query("SELECT count(*) FROM thread_tags WHERE tag_id = ?1", tag));
}

bool is_on_more_than(db::Database& database, const TagId& tag, std::int64_t threads) {
  return database.query("SELECT 1 FROM thread_tags WHERE tag_id = ?1 LIMIT 1 OFFSET ?2", tag, threads).step();
}

void insert_tag(db::Database& database, const Tag& tag) {
  database
      .query("INSERT INTO tags (id, project_id, name, folded, color, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", tag.id,
             tag.project, tag.name, tag.folded, tag.color, tag.created_at)
      .run();
}

void save_tag(db::Database& database, const Tag& tag) {
  database.query("UPDATE tags SET name = ?2, folded = ?3, color = ?4 WHERE id = ?1", tag.id, tag.name, tag.folded, tag.color).run();
}

void mark_tag_removed(db::Database& database, const TagId& tag, Instant at) {
  database.query("UPDATE tags SET removed_at = ?2 WHERE id = ?1", tag, at).run();
}

std::optional<TagId> find_removed_tag(db::Database& database) {
  auto query = database.query("SELECT id FROM tags WHERE removed_at > 0 ORDER BY removed_at LIMIT 1");
  if (!query.step()) return std::nullopt;
  return query.row().id<TagId>(0);
}

std::int64_t untag_slice(db::Database& database, const TagId& tag, std::int64_t limit) {
  database
      .query(
          "DELETE FROM thread_tags WHERE tag_id = ?1 AND thread_id IN"
          " (SELECT thread_id FROM thread_tags WHERE tag_id = ?1 LIMIT ?2)",
          tag, limit)
      .run();
  return database.changes();
}

void delete_tag(db::Database& database, const TagId& tag) { database.query("DELETE FROM tags WHERE id = ?1", tag).run(); }

void replace_tags(db::Database& database, const ThreadId& thread, const std::vector<Tag>& tags) {
  database.query("DELETE FROM thread_tags WHERE thread_id = ?1", thread).run();
  for (const auto& tag : tags) {
    database.query("INSERT OR IGNORE INTO thread_tags (thread_id, tag_id) VALUES (?1, ?2)", thread, tag.id).run();
  }
}

}  // namespace seggwat::conversations::store
