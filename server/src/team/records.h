#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/secret.h"
#include "team/member.h"

// Rows of the team as they stand in the database, beyond what the directory keeps.
namespace seggwat::team {

constexpr std::chrono::days kInvitationLife{7};
constexpr std::chrono::hours kResetLife{1};
constexpr std::size_t kNameMax = 100;  // code points; names of people and of the organisation, labels of keys
constexpr std::size_t kEmailMax = 254;
constexpr int kSessionsOfMember = 50;  // the one unused for longest ends when there are more
constexpr std::size_t kKeysOfOrganisation = 200;
constexpr std::size_t kProjectsOfMember = 400;

struct Credentials {
  MemberId member;
  std::string email;
  std::string name;
  std::optional<std::string> locale;
  std::string password_hash;
};

struct NewMember {
  MemberId id;
  std::string email;
  std::string name;
  Role role;
  std::string password_hash;
  std::optional<std::vector<ProjectId>> projects;
};

struct SessionRecord {
  SessionId id;
  Digest token_hash;
  std::string csrf_token;
  MemberId member;
  Instant created_at;
  Instant last_seen_at;
  std::string address;
  std::string user_agent;
};

struct Invitation {
  InvitationId id;
  std::string email;
  Role role = Role::member;
  std::optional<std::vector<ProjectId>> projects;
  MemberId invited_by;
  std::string inviter;  // display name
  Instant created_at;
  Instant expires_at;

  bool is_expired(Instant now) const { return now >= expires_at; }
};

struct ApiKey {
  ApiKeyId id;
  std::string prefix;
  std::string label;
  MemberId member;
  std::string created_by;  // display name
  Instant created_at;
  std::optional<Instant> last_used_at;
  std::optional<Instant> revoked_at;
};

struct Presence {
  MemberId member;
  std::optional<Instant> last_seen_at;
};

}  // namespace seggwat::team
