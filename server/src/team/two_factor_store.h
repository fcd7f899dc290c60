#pragma once

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/secret.h"
#include "db/database.h"
#include "team/member.h"

// All SQL of the second factor.
namespace seggwat::team::store {

struct TwoFactor {
  std::string sealed;
  std::optional<Instant> enabled_at;  // nothing: not yet confirmed, so it protects nothing
  std::int64_t last_step = 0;
  std::int64_t failures = 0;
  Instant failed_at;
};

std::optional<TwoFactor> find_two_factor(db::Database& database, const MemberId& member);
std::unordered_set<MemberId> list_protected_members(db::Database& database);
// Begun, not yet enabled; in place of one begun before.
void insert_two_factor(db::Database& database, const MemberId& member, const std::string& sealed, Instant now);
void enable_two_factor(db::Database& database, const MemberId& member, std::int64_t step, Instant now);
// With the recovery codes. `bool`: there was one.
bool delete_two_factor(db::Database& database, const MemberId& member);
void save_used_step(db::Database& database, const MemberId& member, std::int64_t step);
void save_wrong_code(db::Database& database, const MemberId& member, Instant now);

void replace_recovery_codes(db::Database& database, const MemberId& member, const std::vector<Digest>& hashes);
bool use_recovery_code(db::Database& database, const MemberId& member, const Digest& hash);
std::int64_t count_recovery_codes(db::Database& database, const MemberId& member);

}  // namespace seggwat::team::store
