#include "audit/audit_store.h"

namespace seggwat::audit {
namespace {

std::vector<Entry> all_of(db::Query rows) {
  std::vector<Entry> entries;
  while (rows.step()) {
    const auto row = rows.row();
    entries.push_back({.no = row.integer(0),
                       .at = row.instant(1),
                       .actor = {row.maybe_id<MemberId>(2), row.text(4), row.flag(3)},
                       .act = row.text(5),
                       .project = row.maybe_id<ProjectId>(6),
                       .thread = row.maybe_id<ThreadId>(7),
                       .subject = row.text(8),
                       .details = row.text(9)});
  }
  return entries;
}

}  // namespace

void record(db::Tx& tx, const Actor& actor, const Act& act) {
  tx.database
      .query(
          "INSERT INTO audit (at, member_id, by_key, address, area, act, project_id, thread_id, subject, details) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
          tx.now, actor.member, actor.by_key, actor.address, act.name.substr(0, act.name.find('.')), act.name, act.project,
          act.thread, act.subject, json::serialize(act.details))
      .run();
}

// One statement for each filter, so that each walks its own index from the newest entry on.
std::vector<Entry> list_entries(db::Database& database, const Filter& filter, std::size_t limit) {
  const auto before = filter.before.value_or(std::int64_t{1} << 53);
  const auto most = static_cast<std::int64_t>(limit);
  if (filter.member) {
    return all_of(
        database.query("SELECT no, at, member_id, by_key, address, act, project_id, thread_id, subject, details FROM audit "
                       "WHERE member_id = ?1 AND no < ?2 AND (?3 IS NULL OR area = ?3) ORDER BY no DESC LIMIT ?4",
                       *filter.member, before, filter.area, most));
  }
  if (filter.area) {
    return all_of(
        database.query("SELECT no, at, member_id, by_key, address, act, project_id, thread_id, subject, details FROM audit "
                       "WHERE area = ?1 AND no < ?2 ORDER BY no DESC LIMIT ?3",
                       *filter.area, before, most));
  }
  return all_of(
      database.query("SELECT no, at, member_id, by_key, address, act, project_id, thread_id, subject, details FROM audit "
                     "WHERE no < ?1 ORDER BY no DESC LIMIT ?2",
                     before, most));
}

std::size_t trim_slice(db::Tx& tx, Instant older_than) {
  std::int64_t last = 0;
  std::size_t count = 0;
  {
    auto oldest =
        tx.database.query("SELECT no, at FROM audit WHERE no > 0 ORDER BY no LIMIT ?1", static_cast<std::int64_t>(kTrimSlice));
    while (oldest.step() && oldest.row().instant(1) < older_than) {
      last = oldest.row().integer(0);
      ++count;
    }
  }
  if (count > 0) tx.database.query("DELETE FROM audit WHERE no <= ?1", last).run();
  return count;
}

}  // namespace seggwat::audit
