#include <unordered_map>

#include "team/team_store.h"

namespace seggwat::team::store {
namespace {

std::unordered_map<MemberId, std::vector<ProjectId>> list_limits(db::Database& database) {
  std::unordered_map<MemberId, std::vector<ProjectId>> limits;
  auto rows = database.query("SELECT member_id, project_id FROM member_projects ORDER BY member_id, project_id");
  while (rows.step()) limits[rows.row().id<MemberId>(0)].push_back(rows.row().id<ProjectId>(1));
  return limits;
}

std::optional<Credentials> first_credentials(db::Query rows) {
  if (!rows.step()) return std::nullopt;
  const auto row = rows.row();
  return Credentials{row.id<MemberId>(0), row.text(1), row.text(2), row.maybe_text(3), row.text(4)};
}

struct KnownAddress {
  MemberId id;
  bool removed;
};

std::optional<KnownAddress> find_by_email(db::Database& database, std::string_view email) {
  auto rows = database.query("SELECT id, removed_at IS NOT NULL FROM members WHERE email = ?1", email);
  if (!rows.step()) return std::nullopt;
  return KnownAddress{rows.row().id<MemberId>(0), rows.row().flag(1)};
}

}  // namespace

std::optional<Organisation> find_organisation(db::Database& database) {
  auto rows = database.query("SELECT id, name FROM organisation LIMIT 1");
  if (!rows.step()) return std::nullopt;
  return Organisation{rows.row().id<OrgId>(0), rows.row().text(1)};
}

void insert_organisation(db::Database& database, const Organisation& organisation, Instant now) {
  database.query("INSERT INTO organisation (id, name, created_at) VALUES (?1, ?2, ?3)", organisation.id, organisation.name, now)
      .run();
}

std::vector<Member> list_members(db::Database& database) {
  auto limits = list_limits(database);
  std::vector<Member> members;
  auto rows = database.query(
      "SELECT id, email, name, role, locale, all_projects, joined_at FROM members WHERE removed_at IS NULL "
      "ORDER BY joined_at, id");
  while (rows.step()) {
    const auto row = rows.row();
    Member member{row.id<MemberId>(0), row.text(1),  row.text(2),   parse_role(row.text(3)).value_or(Role::member),
                  row.maybe_text(4),   std::nullopt, row.instant(6)};
    if (!row.flag(5)) member.projects = std::move(limits[member.id]);
    members.push_back(std::move(member));
  }
  return members;
}

std::vector<Presence> list_presences(db::Database& database) {
  std::vector<Presence> presences;
  auto rows = database.query("SELECT id, last_seen_at FROM members WHERE removed_at IS NULL");
  while (rows.step()) presences.push_back({rows.row().id<MemberId>(0), rows.row().maybe_instant(1)});
  return presences;
}

std::optional<Credentials> find_credentials(db::Database& database, std::string_view email) {
  return first_credentials(
      database.query("SELECT id, email, name, locale, password_hash FROM members WHERE email = ?1 AND removed_at IS NULL", email));
}

std::optional<Credentials> find_credentials(db::Database& database, const MemberId& member) {
  return first_credentials(
      database.query("SELECT id, email, name, locale, password_hash FROM members WHERE id = ?1 AND removed_at IS NULL", member));
}

std::optional<std::string> find_name(db::Database& database, const MemberId& member) {
  auto rows = database.query("SELECT CASE name WHEN '' THEN email ELSE name END FROM members WHERE id = ?1", member);
  if (!rows.step()) return std::nullopt;
  return rows.row().text(0);
}

// Two statements instead of an upsert: an upsert would make SQLite look for children of the new row in every table that refers to
// members.
std::optional<MemberId> insert_or_bring_back(db::Database& database, const NewMember& member, Instant now) {
  const auto before = find_by_email(database, member.email);
  if (before && !before->removed) return std::nullopt;
  if (before) {
    database
        .query(
            "UPDATE members SET email = ?2, name = ?3, role = ?4, password_hash = ?5, joined_at = ?6, locale = NULL, "
            "last_seen_at = NULL, removed_at = NULL WHERE id = ?1",
            before->id, member.email, member.name, to_text(member.role), member.password_hash, now)
        .run();
  } else {
    database
        .query("INSERT INTO members (id, email, name, role, password_hash, joined_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", member.id,
               member.email, member.name, to_text(member.role), member.password_hash, now)
        .run();
  }
  const auto id = before ? before->id : member.id;
  save_projects(database, id, member.projects);
  return id;
}

void save_profile(db::Database& database, const MemberId& member, const std::string& name,
                  const std::optional<std::string>& locale) {
  database.query("UPDATE members SET name = ?2, locale = ?3 WHERE id = ?1", member, name, locale).run();
}

void save_role(db::Database& database, const MemberId& member, Role role) {
  database.query("UPDATE members SET role = ?2 WHERE id = ?1", member, to_text(role)).run();
}

void save_projects(db::Database& database, const MemberId& member, const std::optional<std::vector<ProjectId>>& projects) {
  database.query("UPDATE members SET all_projects = ?2 WHERE id = ?1", member, !projects.has_value()).run();
  database.query("DELETE FROM member_projects WHERE member_id = ?1", member).run();
  if (!projects) return;
  for (const auto& project : *projects) {
    database.query("INSERT OR IGNORE INTO member_projects (member_id, project_id) VALUES (?1, ?2)", member, project).run();
  }
}

void save_password(db::Database& database, const MemberId& member, const std::string& password_hash) {
  database.query("UPDATE members SET password_hash = ?2 WHERE id = ?1", member, password_hash).run();
}

void mark_removed(db::Database& database, const MemberId& member, Instant now) {
  database.query("UPDATE members SET removed_at = ?2 WHERE id = ?1", member, now).run();
}

}  // namespace seggwat::team::store
