#include "saved_replies/saved_replies.h"

#include <algorithm>

#include "saved_replies/saved_reply_store.h"

namespace seggwat::saved_replies {
namespace {

bool may_see(const team::Member& member, const SavedReply& reply) {
  if (reply.owner) return *reply.owner == member.id;
  return !reply.project || member.may_see(*reply.project);
}

Status may_write(const team::Member& member, Scope scope) {
  if (scope == Scope::personal || member.is_admin()) return {};
  return forbidden("Only Owners and Admins may change the saved replies of the team.");
}

Result<SavedReply> load_for_change(db::Tx& tx, const team::Member& by, const SavedReplyId& id) {
  auto reply = store::find(tx.database, id);
  if (!reply || !may_see(by, *reply)) return not_found();
  if (auto allowed = may_write(by, reply->scope()); !allowed) return std::unexpected(std::move(allowed.error()));
  return std::move(*reply);
}

Status check_free(db::Tx& tx, const SavedReply& reply) {
  const auto taken = store::find_by_shortcut(tx.database, reply);
  if (!taken || *taken == reply.id) return {};
  return fail(ErrorKind::conflict, "shortcut_taken", "There is a saved reply with this shortcut already.");
}

}  // namespace

std::vector<SavedReply> list_for(db::Database& database, const team::Member& caller) {
  auto all = store::list(database, caller.id);
  for (auto& shared : store::list(database, std::nullopt)) {
    if (may_see(caller, shared)) all.push_back(std::move(shared));
  }
  return all;
}

Result<SavedReply> create(db::Tx& tx, Random& random, const team::Member& by, const Wanted& wanted) {
  if (auto allowed = may_write(by, wanted.scope); !allowed) return std::unexpected(std::move(allowed.error()));
  SavedReply reply{.id = SavedReplyId::make(tx.now, random),
                   .project = wanted.project,
                   .shortcut = wanted.shortcut,
                   .body = wanted.body,
                   .created_at = tx.now,
                   .updated_at = tx.now};
  if (wanted.scope == Scope::personal) reply.owner = by.id;
  if (auto free = check_free(tx, reply); !free) return std::unexpected(std::move(free.error()));
  if (store::count(tx.database, reply.owner) >= (reply.owner ? kPersonalMax : kSharedMax)) {
    return fail(ErrorKind::conflict, "too_many_saved_replies", "There are too many saved replies. Delete some that are not used.");
  }
  store::insert(tx.database, reply, by.id);
  reply.updated_by = by.name;
  return reply;
}

Result<SavedReply> change(db::Tx& tx, const team::Member& by, const SavedReplyId& id, const Change& change) {
  auto reply = load_for_change(tx, by, id);
  if (!reply) return reply;
  if (change.project_given) reply->project = change.project;
  if (change.shortcut) reply->shortcut = *change.shortcut;
  if (change.body) reply->body = *change.body;
  if (auto free = check_free(tx, *reply); !free) return std::unexpected(std::move(free.error()));
  reply->updated_at = tx.now;
  reply->updated_by = by.name;
  store::save(tx.database, *reply, by.id);
  return reply;
}

Result<SavedReply> remove(db::Tx& tx, const team::Member& by, const SavedReplyId& id) {
  auto reply = load_for_change(tx, by, id);
  if (reply) store::remove(tx.database, id);
  return reply;
}

}  // namespace seggwat::saved_replies
