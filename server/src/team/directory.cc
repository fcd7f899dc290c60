#include "team/directory.h"

#include "team/team_store.h"

namespace seggwat::team {
namespace {

template <class Map, class Key>
const typename Map::mapped_type* find_in(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

}  // namespace

std::shared_ptr<const Directory> Directory::load(db::Database& database) {
  auto directory = std::make_shared<Directory>();
  directory->organisation_ = store::find_organisation(database);
  directory->load_members(database);
  directory->load_sessions(database);
  directory->load_keys(database);
  return directory;
}

void Directory::load_members(db::Database& database) {
  members_ = store::list_members(database);
  for (std::size_t at = 0; at < members_.size(); ++at) member_at_.emplace(members_[at].id, at);
}

void Directory::load_sessions(db::Database& database) {
  for (auto& record : store::list_sessions(database)) {
    session_hashes_.emplace(record.id, record.token_hash);
    sessions_.emplace(record.token_hash,
                      Session{record.id, record.member, std::move(record.csrf_token), record.created_at, record.last_seen_at});
  }
}

void Directory::load_keys(db::Database& database) {
  for (const auto& key : store::list_live_keys(database)) {
    key_hashes_.emplace(key.id, key.key_hash);
    keys_.emplace(key.key_hash, KeyEntry{key.id, key.member});
  }
}

const Member* Directory::find_member(const MemberId& id) const {
  const auto* at = find_in(member_at_, id);
  return at == nullptr ? nullptr : &members_[*at];
}

const Session* Directory::find_session(const Digest& token_hash) const { return find_in(sessions_, token_hash); }

const Session* Directory::find_session(const SessionId& id) const {
  const auto* hash = find_in(session_hashes_, id);
  return hash == nullptr ? nullptr : find_session(*hash);
}

const KeyEntry* Directory::find_key(const Digest& key_hash) const { return find_in(keys_, key_hash); }

bool Directory::has_key(const ApiKeyId& id) const { return key_hashes_.contains(id); }

}  // namespace seggwat::team
