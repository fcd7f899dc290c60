#include <sstream>

#include "team/team_store.h"

namespace seggwat::team::store {
namespace {

// Stored as a JSON list of ids. Ids hold hexadecimal digits and dashes only, so nothing needs escaping.
std::optional<std::string> to_stored(const std::optional<std::vector<ProjectId>>& projects) {
  if (!projects) return std::nullopt;
  std::string text = "[";
  for (const auto& project : *projects) {
    if (text.size() > 1) text += ',';
    text += '"' + to_string(project) + '"';
  }
  return text + "]";
}

std::optional<std::vector<ProjectId>> from_stored(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  std::vector<ProjectId> projects;
  std::istringstream parts(*text);
  std::string part;
  while (std::getline(parts, part, '"')) {
    if (const auto id = ProjectId::parse(part)) projects.push_back(*id);
  }
  return projects;
}

std::vector<Invitation> read_invitations(db::Query rows) {
  std::vector<Invitation> invitations;
  while (rows.step()) {
    const auto row = rows.row();
    invitations.push_back({row.id<InvitationId>(0), row.text(1), parse_role(row.text(2)).value_or(Role::member),
                           from_stored(row.maybe_text(3)), row.id<MemberId>(4), row.text(5), row.instant(6), row.instant(7)});
  }
  return invitations;
}

std::optional<Invitation> first_of(std::vector<Invitation> invitations) {
  if (invitations.empty()) return std::nullopt;
  return std::move(invitations.front());
}

}  // namespace

std::vector<Invitation> list_invitations(db::Database& database) {
  return read_invitations(
      database.query("SELECT i.id, i.email, i.role, i.projects, i.invited_by, m.name, i.created_at, i.expires_at "
                     "FROM invitations i JOIN members m ON m.id = i.invited_by ORDER BY i.id"));
}

std::optional<Invitation> find_invitation(db::Database& database, const InvitationId& id) {
  return first_of(
      read_invitations(database.query("SELECT i.id, i.email, i.role, i.projects, i.invited_by, m.name, i.created_at, i.expires_at "
                                      "FROM invitations i JOIN members m ON m.id = i.invited_by WHERE i.id = ?1",
                                      id)));
}

std::optional<Invitation> find_invitation(db::Database& database, const Digest& token_hash) {
  return first_of(
      read_invitations(database.query("SELECT i.id, i.email, i.role, i.projects, i.invited_by, m.name, i.created_at, i.expires_at "
                                      "FROM invitations i JOIN members m ON m.id = i.invited_by WHERE i.token_hash = ?1",
                                      db::Blob{as_text(token_hash)})));
}

void insert_invitation(db::Database& database, const Invitation& invitation, const Digest& token_hash) {
  database
      .query(
          "INSERT INTO invitations (id, token_hash, email, role, projects, invited_by, created_at, expires_at) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
          invitation.id, db::Blob{as_text(token_hash)}, invitation.email, to_text(invitation.role), to_stored(invitation.projects),
          invitation.invited_by, invitation.created_at, invitation.expires_at)
      .run();
}

void renew_invitation(db::Database& database, const InvitationId& id, const Digest& token_hash, Instant expires_at) {
  database
      .query("UPDATE invitations SET token_hash = ?2, expires_at = ?3 WHERE id = ?1", id, db::Blob{as_text(token_hash)}, expires_at)
      .run();
}

bool delete_invitation(db::Database& database, const InvitationId& id) {
  database.query("DELETE FROM invitations WHERE id = ?1", id).run();
  return database.changes() > 0;
}

bool delete_invitation_to(db::Database& database, std::string_view email) {
  database.query("DELETE FROM invitations WHERE email = ?1", email).run();
  return database.changes() > 0;
}

}  // namespace seggwat::team::store
