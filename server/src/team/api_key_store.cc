#include "team/team_store.h"

namespace seggwat::team::store {
namespace {

ApiKey read_key(const db::Row& row) {
  return {row.id<ApiKeyId>(0), row.text(1),    row.text(2),          row.id<MemberId>(3),
          row.text(4),         row.instant(5), row.maybe_instant(6), row.maybe_instant(7)};
}

}  // namespace

std::vector<ApiKey> list_keys(db::Database& database) {
  std::vector<ApiKey> keys;
  auto rows = database.query(
      "SELECT k.id, k.prefix, k.label, k.member_id, m.name, k.created_at, k.last_used_at, k.revoked_at "
      "FROM api_keys k JOIN members m ON m.id = k.member_id ORDER BY k.id DESC");
  while (rows.step()) keys.push_back(read_key(rows.row()));
  return keys;
}

std::optional<ApiKey> find_key(db::Database& database, const ApiKeyId& id) {
  auto rows = database.query(
      "SELECT k.id, k.prefix, k.label, k.member_id, m.name, k.created_at, k.last_used_at, k.revoked_at "
      "FROM api_keys k JOIN members m ON m.id = k.member_id WHERE k.id = ?1",
      id);
  if (!rows.step()) return std::nullopt;
  return read_key(rows.row());
}

void insert_key(db::Database& database, const ApiKey& key, const Digest& key_hash) {
  database
      .query("INSERT INTO api_keys (id, key_hash, prefix, label, member_id, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", key.id,
             db::Blob{as_text(key_hash)}, key.prefix, key.label, key.member, key.created_at)
      .run();
}

void revoke_key(db::Database& database, const ApiKeyId& id, Instant now) {
  database.query("UPDATE api_keys SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL", id, now).run();
}

void revoke_keys_of(db::Database& database, const MemberId& member, Instant now) {
  database.query("UPDATE api_keys SET revoked_at = ?2 WHERE member_id = ?1 AND revoked_at IS NULL", member, now).run();
}

bool delete_key(db::Database& database, const ApiKeyId& id) {
  database.query("DELETE FROM api_keys WHERE id = ?1", id).run();
  return database.changes() > 0;
}

void save_key_use(db::Database& database, const ApiKeyId& id, Instant at) {
  database.query("UPDATE api_keys SET last_used_at = max(coalesce(last_used_at, 0), ?2) WHERE id = ?1", id, at).run();
}

}  // namespace seggwat::team::store
