#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "end_users/end_user.h"

namespace seggwat::end_users {

std::optional<StoredUser> find_user(db::Database& database, const ProjectId& project, std::string_view sub);
std::optional<StoredUser> find_user(db::Database& database, UserKey key);
// `user.key` is given by the database.
UserKey insert_user(db::Database& database, const StoredUser& user);
// Everything but project, sub, the block, the mail switch and the sign-out.
void update_user(db::Database& database, const StoredUser& user);
// Users who are blocked, or were signed out after `since`.
struct KeptOutUser {
  ProjectId project;
  std::string sub;
  bool blocked = false;
  std::optional<Instant> tokens_from;
};
std::vector<KeptOutUser> list_kept_out(db::Database& database, Instant since);
void set_tokens_from(db::Database& database, UserKey key, Instant at);

// False when it was so already.
bool mark_blocked(db::Database& database, UserKey key, const MemberId& by, Instant at);
bool clear_blocked(db::Database& database, UserKey key);

}  // namespace seggwat::end_users
