#pragma once

#include <optional>
#include <vector>

#include "db/database.h"
#include "views/view.h"

// All SQL of saved views.
namespace seggwat::views::store {

// The member's own and those the team shares, oldest first.
std::vector<View> list_for(db::Database& database, const MemberId& member);
std::int64_t count_of(db::Database& database, const MemberId& member);
std::optional<View> find(db::Database& database, const ViewId& id);
void insert(db::Database& database, const View& view);
void save(db::Database& database, const View& view);
void remove(db::Database& database, const ViewId& id);

}  // namespace seggwat::views::store
