#include "end_users/end_user_store.h"

namespace seggwat::end_users {
namespace {

StoredUser read_user(const db::Row& row) {
  StoredUser user;
  user.key = {row.integer(0)};
  user.project = row.id<ProjectId>(1);
  user.sub = row.text(2);
  user.name = row.maybe_text(3);
  user.email = row.maybe_text(4);
  user.email_verified = row.flag(5);
  user.attributes_json = row.text(6);
  user.claims_json = row.text(7);
  user.subscription_id = row.maybe_text(8);
  user.locale = row.maybe_text(9);
  user.timezone = row.maybe_text(10);
  user.user_agent = row.maybe_text(11);
  user.blocked = row.flag(12);
  user.mail_off = row.flag(13);
  user.tokens_from = row.maybe_instant(14);
  user.created_at = row.instant(15);
  return user;
}

std::optional<StoredUser> first_user(db::Query query) {
  if (!query.step()) return std::nullopt;
  return read_user(query.row());
}

}  // namespace

std::optional<StoredUser> find_user(db::Database& database, const ProjectId& project, std::string_view sub) {
  return first_user(database.query(
      "SELECT key, project_id, sub, name, email, email_verified, attributes, claims, subscription_id, locale, timezone, user_agent,"
      " blocked, mail_off, tokens_from, created_at FROM end_users WHERE project_id = ? AND sub = ?",
      project, sub));
}

std::optional<StoredUser> find_user(db::Database& database, UserKey key) {
  return first_user(database.query(
      "SELECT key, project_id, sub, name, email, email_verified, attributes, claims, subscription_id, locale, timezone, user_agent,"
      " blocked, mail_off, tokens_from, created_at FROM end_users WHERE key = ?",
      key.value));
}

UserKey insert_user(db::Database& database, const StoredUser& user) {
  database
      .query(
          "INSERT INTO end_users (project_id, sub, name, email, email_verified, attributes, claims, subscription_id, locale, "
          "timezone,"
          " user_agent, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          user.project, user.sub, user.name, user.email, user.email_verified, user.attributes_json, user.claims_json,
          user.subscription_id, user.locale, user.timezone, user.user_agent, user.created_at)
      .run();
  return {database.last_row()};
}

void update_user(db::Database& database, const StoredUser& user) {
  database
      .query(
          "UPDATE end_users SET name = ?, email = ?, email_verified = ?, attributes = ?, claims = ?, subscription_id = ?, locale = "
          "?,"
          " timezone = ?, user_agent = ? WHERE key = ?",
          user.name, user.email, user.email_verified, user.attributes_json, user.claims_json, user.subscription_id, user.locale,
          user.timezone, user.user_agent, user.key.value)
      .run();
}

std::vector<KeptOutUser> list_kept_out(db::Database& database, Instant since) {
  std::vector<KeptOutUser> users;
  auto query = database.query(
      "SELECT project_id, sub, blocked, tokens_from FROM end_users"
      " WHERE (blocked = 1 OR tokens_from IS NOT NULL) AND (blocked = 1 OR tokens_from > ?)",
      since);
  while (query.step()) {
    const auto row = query.row();
    users.push_back({row.id<ProjectId>(0), row.text(1), row.flag(2), row.maybe_instant(3)});
  }
  return users;
}

void set_tokens_from(db::Database& database, UserKey key, Instant at) {
  database.query("UPDATE end_users SET tokens_from = ? WHERE key = ?", at, key.value).run();
}

bool mark_blocked(db::Database& database, UserKey key, const MemberId& by, Instant at) {
  database
      .query("UPDATE end_users SET blocked = 1, blocked_at = ?2, blocked_by = ?3 WHERE key = ?1 AND blocked = 0", key.value, at, by)
      .run();
  return database.changes() > 0;
}

bool clear_blocked(db::Database& database, UserKey key) {
  database.query("UPDATE end_users SET blocked = 0, blocked_at = NULL, blocked_by = NULL WHERE key = ?1 AND blocked = 1", key.value)
      .run();
  return database.changes() > 0;
}

}  // namespace seggwat::end_users
