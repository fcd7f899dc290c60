#include <cstring>

#include "team/team_store.h"

namespace seggwat::team::store {
namespace {

Digest digest_at(const db::Row& row, int column) {
  Digest digest{};
  const auto bytes = row.blob(column);
  std::memcpy(digest.data(), bytes.data(), std::min(bytes.size(), digest.size()));
  return digest;
}

db::Blob blob_of(const Digest& digest) { return db::Blob{as_text(digest)}; }

std::vector<SessionRecord> read_sessions(db::Query rows) {
  std::vector<SessionRecord> sessions;
  while (rows.step()) {
    const auto row = rows.row();
    sessions.push_back({row.id<SessionId>(0), digest_at(row, 1), row.text(2), row.id<MemberId>(3), row.instant(4), row.instant(5),
                        row.text(6), row.text(7)});
  }
  return sessions;
}

}  // namespace

std::vector<SessionRecord> list_sessions(db::Database& database) {
  return read_sessions(
      database.query("SELECT id, token_hash, csrf_token, member_id, created_at, last_seen_at, address, user_agent FROM sessions"));
}

std::vector<SessionRecord> list_sessions_of(db::Database& database, const MemberId& member) {
  return read_sessions(
      database.query("SELECT id, token_hash, csrf_token, member_id, created_at, last_seen_at, address, user_agent FROM sessions "
                     "WHERE member_id = ?1 ORDER BY last_seen_at DESC, id DESC",
                     member));
}

void insert_session(db::Database& database, const SessionRecord& session) {
  database
      .query(
          "INSERT INTO sessions (id, token_hash, csrf_token, member_id, created_at, last_seen_at, address, user_agent) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
          session.id, blob_of(session.token_hash), session.csrf_token, session.member, session.created_at, session.last_seen_at,
          session.address, session.user_agent)
      .run();
}

bool delete_session(db::Database& database, const SessionId& session, const MemberId& member) {
  database.query("DELETE FROM sessions WHERE id = ?1 AND member_id = ?2", session, member).run();
  return database.changes() > 0;
}

void delete_sessions_of(db::Database& database, const MemberId& member, const std::optional<SessionId>& except) {
  database.query("DELETE FROM sessions WHERE member_id = ?1 AND id IS NOT ?2", member, except).run();
}

void trim_sessions_of(db::Database& database, const MemberId& member, int keep) {
  database
      .query(
          "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE member_id = ?1 "
          "ORDER BY last_seen_at DESC, id DESC LIMIT -1 OFFSET ?2)",
          member, keep)
      .run();
}

void delete_idle_sessions(db::Database& database, Instant before) {
  database
      .query("DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE last_seen_at < ?1 ORDER BY last_seen_at LIMIT 100)",
             before)
      .run();
}

void save_session_use(db::Database& database, const SessionId& session, const MemberId& member, Instant at) {
  database.query("UPDATE sessions SET last_seen_at = max(last_seen_at, ?2) WHERE id = ?1", session, at).run();
  database.query("UPDATE members SET last_seen_at = max(coalesce(last_seen_at, 0), ?2) WHERE id = ?1", member, at).run();
}

bool replace_session_token(db::Database& database, const SessionId& session, const Digest& token_hash) {
  database.query("UPDATE sessions SET token_hash = ?2 WHERE id = ?1", session, blob_of(token_hash)).run();
  return database.changes() > 0;
}

std::optional<MemberId> find_reset(db::Database& database, const Digest& token_hash, Instant now) {
  auto rows =
      database.query("SELECT member_id FROM password_resets WHERE token_hash = ?1 AND expires_at > ?2", blob_of(token_hash), now);
  if (!rows.step()) return std::nullopt;
  return rows.row().id<MemberId>(0);
}

void insert_reset(db::Database& database, const MemberId& member, const Digest& token_hash, Instant expires_at) {
  database
      .query("INSERT INTO password_resets (token_hash, member_id, expires_at) VALUES (?1, ?2, ?3)", blob_of(token_hash), member,
             expires_at)
      .run();
}

void delete_resets_of(db::Database& database, const MemberId& member) {
  database.query("DELETE FROM password_resets WHERE member_id = ?1", member).run();
}

std::vector<LiveKey> list_live_keys(db::Database& database) {
  std::vector<LiveKey> keys;
  auto rows = database.query("SELECT key_hash, id, member_id FROM api_keys WHERE revoked_at IS NULL");
  while (rows.step()) keys.push_back({digest_at(rows.row(), 0), rows.row().id<ApiKeyId>(1), rows.row().id<MemberId>(2)});
  return keys;
}

}  // namespace seggwat::team::store
