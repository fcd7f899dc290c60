#include "journal/journal_store.h"

#include <algorithm>

namespace seggwat::journal {
namespace {

template <class IdType>
std::optional<Uuid> maybe_uuid(const std::optional<IdType>& id) {
  return id ? std::optional(id->uuid) : std::nullopt;
}

Record to_record(const db::Row& row) {
  Record record;
  record.no = row.integer(0);
  record.check = static_cast<std::uint32_t>(row.integer(1));
  record.entry.project = row.id<ProjectId>(2);
  record.entry.thread = row.maybe_id<ThreadId>(3);
  record.entry.kind = static_cast<Kind>(row.integer(4));
  if (!row.is_null(5)) record.entry.ref = row.uuid(5);
  record.entry.seq = row.maybe_integer(6);
  record.entry.extra = row.maybe_integer(7);
  record.entry.user_no = row.maybe_integer(8);
  record.at = row.instant(9);
  return record;
}

std::vector<Record> all_of(db::Query query) {
  std::vector<Record> records;
  while (query.step()) records.push_back(to_record(query.row()));
  return records;
}

std::optional<std::uint32_t> find_check(db::Database& database, std::int64_t no) {
  auto found = database.query("SELECT check_bits FROM journal WHERE no = ?1", no);
  if (!found.step()) return std::nullopt;
  return static_cast<std::uint32_t>(found.row().integer(0));
}

std::optional<std::uint32_t> find_user_check(db::Database& database, const ThreadId& thread, std::int64_t user_no) {
  auto found = database.query("SELECT check_bits FROM journal WHERE thread_id = ?1 AND user_no = ?2", thread, user_no);
  if (!found.step()) return std::nullopt;
  return static_cast<std::uint32_t>(found.row().integer(0));
}

}  // namespace

Record append(db::Tx& tx, const Entry& entry) {
  tx.database
      .query(
          "INSERT INTO journal (check_bits, project_id, thread_id, kind, ref, seq, extra, user_no, at) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
          static_cast<std::int64_t>(tx.check), entry.project, maybe_uuid(entry.thread), static_cast<std::int64_t>(entry.kind),
          entry.ref, entry.seq, entry.extra, entry.user_no, tx.now)
      .run();
  return Record{tx.database.last_row(), tx.check, tx.now, entry};
}

// Each half has an index of its own.
std::size_t blank_thread(db::Tx& tx, const ThreadId& thread, std::size_t at_most) {
  tx.database
      .query(
          "UPDATE journal SET kind = ?3, thread_id = NULL, ref = NULL, seq = NULL, extra = NULL, user_no = NULL WHERE no IN "
          "(SELECT no FROM journal WHERE thread_id = ?1 AND user_no IS NOT NULL LIMIT ?2)",
          thread, static_cast<std::int64_t>(at_most), static_cast<std::int64_t>(Kind::erased))
      .run();
  const auto seen_by_user = static_cast<std::size_t>(tx.database.changes());
  tx.database
      .query(
          "UPDATE journal SET kind = ?3, thread_id = NULL, ref = NULL, seq = NULL, extra = NULL WHERE no IN "
          "(SELECT no FROM journal WHERE thread_id = ?1 AND user_no IS NULL LIMIT ?2)",
          thread, static_cast<std::int64_t>(at_most - seen_by_user), static_cast<std::int64_t>(Kind::erased))
      .run();
  return seen_by_user + static_cast<std::size_t>(tx.database.changes());
}

Position head(db::Database& database) {
  auto newest = database.query("SELECT no, check_bits FROM journal WHERE no > 0 ORDER BY no DESC LIMIT 1");
  if (!newest.step()) return {};
  return {newest.row().integer(0), static_cast<std::uint32_t>(newest.row().integer(1))};
}

Position user_position(db::Database& database, const ThreadId& thread, std::int64_t user_no) {
  return {user_no, find_user_check(database, thread, user_no).value_or(0)};
}

// Entries leave from the oldest on, without holes: if the entry at a position is there, so is everything after it.
bool can_resume(db::Database& database, const Position& from) {
  if (const auto check = find_check(database, from.no)) return *check == from.check;
  return from == Position{} && (head(database).no == 0 || find_check(database, 1));
}

bool can_resume_user(db::Database& database, const ThreadId& thread, const Position& from, std::int64_t last_user_no) {
  if (from.no > last_user_no) return false;
  if (const auto check = find_user_check(database, thread, from.no)) return *check == from.check;
  return from.check == 0 && (from.no == last_user_no || find_user_check(database, thread, from.no + 1));
}

std::vector<Record> read_after(db::Database& database, std::int64_t no, std::size_t limit) {
  return all_of(
      database.query("SELECT no, check_bits, project_id, thread_id, kind, ref, seq, extra, user_no, at FROM journal "
                     "WHERE no > ?1 ORDER BY no LIMIT ?2",
                     no, static_cast<std::int64_t>(limit)));
}

std::vector<Record> read_user_after(db::Database& database, const ThreadId& thread, std::int64_t user_no, std::size_t limit) {
  return all_of(
      database.query("SELECT no, check_bits, project_id, thread_id, kind, ref, seq, extra, user_no, at FROM journal "
                     "WHERE thread_id = ?1 AND user_no > ?2 ORDER BY user_no LIMIT ?3",
                     thread, user_no, static_cast<std::int64_t>(limit)));
}

std::size_t trim_slice(db::Tx& tx, const TrimLimits& limits) {
  const std::int64_t last = std::min(head(tx.database).no - 1, limits.durable_cursor);
  std::int64_t through = 0;
  {
    auto oldest = tx.database.query("SELECT no, at FROM journal WHERE no <= ?1 ORDER BY no LIMIT ?2", last,
                                    static_cast<std::int64_t>(kTrimSlice));
    while (oldest.step() && oldest.row().instant(1) < limits.older_than) through = oldest.row().integer(0);
  }
  if (through == 0) return 0;
  tx.database.query("DELETE FROM journal WHERE no <= ?1", through).run();
  return static_cast<std::size_t>(tx.database.changes());
}

}  // namespace seggwat::journal
