#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "saved_replies/saved_reply.h"

// All SQL of saved replies. `owner` nothing: the shared ones.
namespace seggwat::saved_replies::store {

// By shortcut.
std::vector<SavedReply> list(db::Database& database, const std::optional<MemberId>& owner);
std::optional<SavedReply> find(db::Database& database, const SavedReplyId& id);
int count(db::Database& database, const std::optional<MemberId>& owner);
// The one of the same owner and project under this shortcut.
std::optional<SavedReplyId> find_by_shortcut(db::Database& database, const SavedReply& reply);
void insert(db::Database& database, const SavedReply& reply, const MemberId& by);
// Project, shortcut and body.
void save(db::Database& database, const SavedReply& reply, const MemberId& by);
void remove(db::Database& database, const SavedReplyId& id);

}  // namespace seggwat::saved_replies::store
