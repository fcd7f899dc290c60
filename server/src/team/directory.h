#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/secret.h"
#include "db/database.h"
#include "team/member.h"

namespace seggwat::team {

// A signed-in browser, as the directory knows it.
struct Session {
  SessionId id;
  MemberId member;
  std::string csrf_token;
  Instant created_at;
  Instant last_seen_at;
};

// A live API key, as the directory knows it.
struct KeyEntry {
  ApiKeyId id;
  MemberId member;
};

// Organisation, present members, their sessions and live API keys: all that answers "who is asking?". Immutable, so it can be read
// from any thread by whoever holds it. Tokens are known by their SHA-256 only.
class Directory {
 public:
  static std::shared_ptr<const Directory> load(db::Database& database);

  // Nothing until the set-up or `bootstrap` has made the first owner.
  const std::optional<Organisation>& organisation() const { return organisation_; }
  // Present members only, in the order they joined.
  const std::vector<Member>& members() const { return members_; }
  // Null when there is no such member any more.
  const Member* find_member(const MemberId& id) const;
  const Session* find_session(const Digest& token_hash) const;
  const Session* find_session(const SessionId& id) const;
  const KeyEntry* find_key(const Digest& key_hash) const;
  bool has_key(const ApiKeyId& id) const;

 private:
  void load_members(db::Database& database);
  void load_sessions(db::Database& database);
  void load_keys(db::Database& database);

  std::optional<Organisation> organisation_;
  std::vector<Member> members_;
  std::unordered_map<MemberId, std::size_t> member_at_;
  std::map<Digest, Session> sessions_;
  std::unordered_map<SessionId, Digest> session_hashes_;
  std::map<Digest, KeyEntry> keys_;
  std::unordered_map<ApiKeyId, Digest> key_hashes_;
};

}  // namespace seggwat::team
