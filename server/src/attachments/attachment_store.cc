#include "attachments/attachment_store.h"

#include <algorithm>

namespace seggwat::attachments::store {
namespace {

db::Blob blob_of(const Digest& hash) { return {as_text(hash)}; }

Digest digest_from(const std::string& bytes) {
  Digest hash{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), hash.size()), hash.begin());
  return hash;
}

db::Blob author_blob(const std::optional<MemberId>& author) {
  if (!author) return {};
  const auto& bytes = author->uuid.bytes;
  return {{reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
}

std::optional<int> width_of(const Attachment& attachment) {
  if (!attachment.measure) return std::nullopt;
  return attachment.measure->width;
}

std::optional<int> height_of(const Attachment& attachment) {
  if (!attachment.measure) return std::nullopt;
  return attachment.measure->height;
}

// From columns id, name, type, size, width, height.
Attachment attachment_from(const db::Row& row) {
  Attachment attachment{.id = row.id<AttachmentId>(0), .name = row.text(1), .type = row.text(2), .size = row.integer(3)};
  if (!row.is_null(4)) attachment.measure = Measure{static_cast<int>(row.integer(4)), static_cast<int>(row.integer(5))};
  return attachment;
}

void add_to_usage(db::Database& database, const ProjectId& project, std::int64_t files, std::int64_t bytes) {
  database
      .query(
          "INSERT INTO project_files (project_id, files, bytes) VALUES (?1, ?2, ?3)"
          " ON CONFLICT (project_id) DO UPDATE SET files = files + ?2, bytes = bytes + ?3",
          project, files, bytes)
      .run();
}

struct Doomed {
  AttachmentId id;
  ProjectId project;
  std::int64_t size;
  Digest hash;
};

enum class Kept { attachment, screenshot };

void remove_row(db::Database& database, Kept kept, const AttachmentId& id) {
  if (kept == Kept::attachment) database.query("DELETE FROM attachments WHERE id = ?1", id).run();
  if (kept == Kept::screenshot) database.query("DELETE FROM screenshots WHERE id = ?1", id).run();
}

// From columns id, project_id, size, hash.
std::vector<Digest> remove_all(db::Database& database, db::Query query, Kept kept = Kept::attachment) {
  std::vector<Doomed> doomed;
  while (query.step()) {
    const auto row = query.row();
    doomed.push_back({row.id<AttachmentId>(0), row.id<ProjectId>(1), row.integer(2), digest_from(row.blob(3))});
  }
  std::vector<Digest> hashes;
  for (const auto& each : doomed) {
    remove_row(database, kept, each.id);
    add_to_usage(database, each.project, -1, -each.size);
    hashes.push_back(each.hash);
  }
  return hashes;
}

}  // namespace

void insert(db::Database& database, const Record& record) {
  const auto& attachment = record.attachment;
  database
      .query(
          "INSERT INTO attachments (id, project_id, user_key, author, hash, name, type, size, width, height, created_at)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
          attachment.id, record.project, record.user.value, author_blob(record.author), blob_of(record.hash), attachment.name,
          attachment.type, attachment.size, width_of(attachment), height_of(attachment), record.created_at)
      .run();
  add_to_usage(database, record.project, 1, attachment.size);
}

void insert_screenshot(db::Database& database, const Screenshot& screenshot) {
  const auto& [attachment, of, hash, created_at] = screenshot;
  database
      .query(
          "INSERT INTO screenshots (id, project_id, feedback_id, submitted_by, hash, type, size, width, height, created_at)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
          attachment.id, of.project, of.feedback, of.submitted_by, blob_of(hash), attachment.type, attachment.size,
          width_of(attachment), height_of(attachment), created_at)
      .run();
  add_to_usage(database, of.project, 1, attachment.size);
}

std::optional<Readable> find_readable(db::Database& database, const AttachmentId& id) {
  auto found = database.query(
      "SELECT a.id, a.name, a.type, a.size, a.width, a.height, a.hash FROM attachments a"
      " LEFT JOIN messages m ON m.id = a.message_id WHERE a.id = ?1 AND m.deleted_at IS NULL"
      " UNION ALL SELECT id, '', type, size, width, height, hash FROM screenshots WHERE id = ?1",
      id);
  if (!found.step()) return std::nullopt;
  Readable readable{attachment_from(found.row()), digest_from(found.row().blob(6))};
  if (readable.attachment.name.empty()) readable.attachment.name = screenshot_name(readable.attachment.type);
  return readable;
}

std::optional<Attachment> find_unused(db::Database& database, const AttachmentId& id, const Claim& claim) {
  auto found = database.query(
      "SELECT id, name, type, size, width, height FROM attachments WHERE id = ?1 AND project_id = ?2 AND user_key = ?3"
      " AND author = ?4 AND message_id IS NULL",
      id, claim.project, claim.user.value, author_blob(claim.author));
  if (!found.step()) return std::nullopt;
  return attachment_from(found.row());
}

void give_to_message(db::Database& database, const AttachmentId& id, const MessageId& message, std::int64_t position) {
  database.query("UPDATE attachments SET message_id = ?2, position = ?3 WHERE id = ?1", id, message, position).run();
}

Usage usage_of_project(db::Database& database, const ProjectId& project) {
  auto found = database.query("SELECT files, bytes FROM project_files WHERE project_id = ?1", project);
  if (!found.step()) return {};
  return {found.row().integer(0), found.row().integer(1)};
}

std::int64_t bytes_of_screenshots(db::Database& database, const ProjectId& project) {
  auto found = database.query("SELECT coalesce(sum(size), 0) FROM screenshots WHERE project_id = ?1", project);
  found.step();
  return found.row().integer(0);
}

std::int64_t bytes_of_user(db::Database& database, end_users::UserKey user) {
  auto found = database.query("SELECT coalesce(sum(size), 0) FROM attachments WHERE user_key = ?1", user.value);
  found.step();
  return found.row().integer(0);
}

std::vector<Digest> remove_unused(db::Database& database, Instant older_than, int limit) {
  return remove_all(database, database.query("SELECT id, project_id, size, hash FROM attachments"
                                             " WHERE message_id IS NULL AND created_at < ?1 LIMIT ?2",
                                             older_than, limit));
}

std::vector<Digest> remove_of_message(db::Database& database, const MessageId& message, int limit) {
  return remove_all(database, database.query("SELECT id, project_id, size, hash FROM attachments WHERE message_id = ?1 LIMIT ?2",
                                             message, limit));
}

std::vector<Digest> remove_of_user(db::Database& database, end_users::UserKey user, int limit) {
  return remove_all(database, database.query("SELECT id, project_id, size, hash FROM attachments WHERE user_key = ?1 LIMIT ?2",
                                             user.value, limit));
}

std::vector<Digest> remove_screenshots(db::Database& database, const ProjectId& project, std::string_view submitter, int limit) {
  auto query =
      database.query("SELECT id, project_id, size, hash FROM screenshots WHERE project_id = ?1 AND submitted_by = ?2 LIMIT ?3",
                     project, submitter, limit);
  return remove_all(database, std::move(query), Kept::screenshot);
}

bool is_wanted(db::Database& database, const Digest& hash) {
  return database
      .query("SELECT 1 FROM attachments WHERE hash = ?1 UNION ALL SELECT 1 FROM screenshots WHERE hash = ?1 LIMIT 1", blob_of(hash))
      .step();
}

}  // namespace seggwat::attachments::store
