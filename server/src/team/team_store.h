#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "team/records.h"

// All SQL of the team. Functions that change something take the writing connection; `bool` says whether a row was there.
namespace seggwat::team::store {

std::optional<Organisation> find_organisation(db::Database& database);
void insert_organisation(db::Database& database, const Organisation& organisation, Instant now);

// Present members only.
std::vector<Member> list_members(db::Database& database);
std::vector<Presence> list_presences(db::Database& database);
std::optional<Credentials> find_credentials(db::Database& database, std::string_view email);
std::optional<Credentials> find_credentials(db::Database& database, const MemberId& member);
// Of a removed member too: their name, else their address.
std::optional<std::string> find_name(db::Database& database, const MemberId& member);
// Somebody who was removed comes back under their old id, so that their messages stay theirs. Nothing when the address belongs to a
// present member.
std::optional<MemberId> insert_or_bring_back(db::Database& database, const NewMember& member, Instant now);
void save_profile(db::Database& database, const MemberId& member, const std::string& name,
                  const std::optional<std::string>& locale);
void save_role(db::Database& database, const MemberId& member, Role role);
// Nothing: all projects.
void save_projects(db::Database& database, const MemberId& member, const std::optional<std::vector<ProjectId>>& projects);
void save_password(db::Database& database, const MemberId& member, const std::string& password_hash);
void mark_removed(db::Database& database, const MemberId& member, Instant now);

std::vector<SessionRecord> list_sessions(db::Database& database);
// Most recently used first.
std::vector<SessionRecord> list_sessions_of(db::Database& database, const MemberId& member);
void insert_session(db::Database& database, const SessionRecord& session);
bool delete_session(db::Database& database, const SessionId& session, const MemberId& member);
void delete_sessions_of(db::Database& database, const MemberId& member, const std::optional<SessionId>& except);
// Those beyond the newest `keep`.
void trim_sessions_of(db::Database& database, const MemberId& member, int keep);
// At most 100 that nobody has used since `before`.
void delete_idle_sessions(db::Database& database, Instant before);
void save_session_use(db::Database& database, const SessionId& session, const MemberId& member, Instant at);
bool replace_session_token(db::Database& database, const SessionId& session, const Digest& token_hash);

std::vector<Invitation> list_invitations(db::Database& database);
std::optional<Invitation> find_invitation(db::Database& database, const InvitationId& id);
std::optional<Invitation> find_invitation(db::Database& database, const Digest& token_hash);
void insert_invitation(db::Database& database, const Invitation& invitation, const Digest& token_hash);
void renew_invitation(db::Database& database, const InvitationId& id, const Digest& token_hash, Instant expires_at);
bool delete_invitation(db::Database& database, const InvitationId& id);
bool delete_invitation_to(db::Database& database, std::string_view email);

// Whose reset this is, if it is still valid at `now`.
std::optional<MemberId> find_reset(db::Database& database, const Digest& token_hash, Instant now);
void insert_reset(db::Database& database, const MemberId& member, const Digest& token_hash, Instant expires_at);
void delete_resets_of(db::Database& database, const MemberId& member);

struct LiveKey {
  Digest key_hash;
  ApiKeyId id;
  MemberId member;
};
std::vector<LiveKey> list_live_keys(db::Database& database);
std::vector<ApiKey> list_keys(db::Database& database);
std::optional<ApiKey> find_key(db::Database& database, const ApiKeyId& id);
void insert_key(db::Database& database, const ApiKey& key, const Digest& key_hash);
void revoke_key(db::Database& database, const ApiKeyId& id, Instant now);
void revoke_keys_of(db::Database& database, const MemberId& member, Instant now);
bool delete_key(db::Database& database, const ApiKeyId& id);
void save_key_use(db::Database& database, const ApiKeyId& id, Instant at);

}  // namespace seggwat::team::store
