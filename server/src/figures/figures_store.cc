#include "figures/figures_store.h"

namespace seggwat::figures::store {
namespace {

void each_waited(db::Query rows, const std::function<void(const Waited&)>& take) {
  while (rows.step()) {
    const auto row = rows.row();
    take({row.instant(0), row.maybe_id<MemberId>(1), row.instant(0) - row.instant(2)});
  }
}

}  // namespace

void each_begun(db::Database& database, const Span& span, const std::function<void(Instant)>& take) {
  auto rows = database.query(
      "SELECT began_at FROM episodes INDEXED BY episodes_begun WHERE project_id = ?1 AND began_at >= ?2 AND began_at < ?3"
      " ORDER BY began_at",
      span.project, span.from, span.until);
  while (rows.step()) take(rows.row().instant(0));
}

void each_answered(db::Database& database, const Span& span, const std::function<void(const Waited&)>& take) {
  each_waited(database.query("SELECT replied_at, replied_by, began_at FROM episodes INDEXED BY episodes_replied"
                             " WHERE project_id = ?1 AND replied_at >= ?2 AND replied_at < ?3 ORDER BY replied_at",
                             span.project, span.from, span.until),
              take);
}

void each_resolved(db::Database& database, const Span& span, const std::function<void(const Waited&)>& take) {
  each_waited(database.query("SELECT resolved_at, resolved_by, began_at FROM episodes INDEXED BY episodes_resolved"
                             " WHERE project_id = ?1 AND resolved_at >= ?2 AND resolved_at < ?3 ORDER BY resolved_at",
                             span.project, span.from, span.until),
              take);
}

void each_rated(db::Database& database, const Span& span, const std::function<void(const Rated&)>& take) {
  auto rows = database.query(
      "SELECT rated_at, rated_for, score FROM episodes INDEXED BY episodes_rated"
      " WHERE project_id = ?1 AND rated_at >= ?2 AND rated_at < ?3 ORDER BY rated_at",
      span.project, span.from, span.until);
  while (rows.step()) {
    const auto row = rows.row();
    take({row.instant(0), row.maybe_id<MemberId>(1), static_cast<int>(row.integer(2))});
  }
}

std::vector<Wait> list_newest_waits(db::Database& database, const ProjectId& project, Instant since, int limit) {
  auto rows = database.query(
      "SELECT began_at, replied_at FROM episodes INDEXED BY episodes_replied WHERE project_id = ?1 AND replied_at >= ?2"
      " ORDER BY replied_at DESC LIMIT ?3",
      project, since, limit);
  std::vector<Wait> waits;
  while (rows.step()) waits.push_back({rows.row().instant(0), rows.row().instant(1) - rows.row().instant(0)});
  return waits;
}

std::string find_member_name(db::Database& database, const MemberId& member) {
  auto found = database.query("SELECT name FROM members WHERE id = ?1", member);
  return found.step() ? found.row().text(0) : std::string();
}

}  // namespace seggwat::figures::store
