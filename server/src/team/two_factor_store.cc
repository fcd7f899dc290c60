#include "team/two_factor_store.h"

namespace seggwat::team::store {

std::optional<TwoFactor> find_two_factor(db::Database& database, const MemberId& member) {
  auto rows =
      database.query("SELECT sealed, enabled_at, last_step, failures, failed_at FROM two_factor WHERE member_id = ?1", member);
  if (!rows.step()) return std::nullopt;
  const auto row = rows.row();
  return TwoFactor{row.blob(0), row.maybe_instant(1), row.integer(2), row.integer(3), row.instant(4)};
}

std::unordered_set<MemberId> list_protected_members(db::Database& database) {
  std::unordered_set<MemberId> members;
  auto rows = database.query("SELECT member_id FROM two_factor WHERE enabled_at IS NOT NULL");
  while (rows.step()) members.insert(rows.row().id<MemberId>(0));
  return members;
}

void insert_two_factor(db::Database& database, const MemberId& member, const std::string& sealed, Instant now) {
  delete_two_factor(database, member);
  database.query("INSERT INTO two_factor (member_id, sealed, created_at) VALUES (?1, ?2, ?3)", member, db::Blob{sealed}, now).run();
}

void enable_two_factor(db::Database& database, const MemberId& member, std::int64_t step, Instant now) {
  database.query("UPDATE two_factor SET enabled_at = ?2, last_step = ?3 WHERE member_id = ?1", member, now, step).run();
}

bool delete_two_factor(db::Database& database, const MemberId& member) {
  database.query("DELETE FROM recovery_codes WHERE member_id = ?1", member).run();
  database.query("DELETE FROM two_factor WHERE member_id = ?1", member).run();
  return database.changes() > 0;
}

void save_used_step(db::Database& database, const MemberId& member, std::int64_t step) {
  database.query("UPDATE two_factor SET last_step = max(last_step, ?2), failures = 0 WHERE member_id = ?1", member, step).run();
}

void save_wrong_code(db::Database& database, const MemberId& member, Instant now) {
  database.query("UPDATE two_factor SET failures = failures + 1, failed_at = ?2 WHERE member_id = ?1", member, now).run();
}

void replace_recovery_codes(db::Database& database, const MemberId& member, const std::vector<Digest>& hashes) {
  database.query("DELETE FROM recovery_codes WHERE member_id = ?1", member).run();
  for (const auto& hash : hashes) {
    database.query("INSERT INTO recovery_codes (member_id, code_hash) VALUES (?1, ?2)", member, db::Blob{as_text(hash)}).run();
  }
}

bool use_recovery_code(db::Database& database, const MemberId& member, const Digest& hash) {
  database.query("DELETE FROM recovery_codes WHERE member_id = ?1 AND code_hash = ?2", member, db::Blob{as_text(hash)}).run();
  return database.changes() > 0;
}

std::int64_t count_recovery_codes(db::Database& database, const MemberId& member) {
  auto rows = database.query("SELECT count(*) FROM recovery_codes WHERE member_id = ?1", member);
  rows.step();
  return rows.row().integer(0);
}

}  // namespace seggwat::team::store
