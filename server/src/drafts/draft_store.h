#pragma once

#include <optional>
#include <vector>

#include "db/database.h"
#include "drafts/draft.h"

// All SQL of drafts.
namespace seggwat::drafts::store {

std::optional<Draft> find(db::Database& database, const MemberId& member, const ThreadId& thread);
// The member's, newest first, at most `limit`.
std::vector<Draft> list(db::Database& database, const MemberId& member, int limit);
void save(db::Database& database, const MemberId& member, const Draft& draft);
void remove(db::Database& database, const MemberId& member, const ThreadId& thread);

}  // namespace seggwat::drafts::store
