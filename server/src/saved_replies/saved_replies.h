#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "db/write_lane.h"
#include "saved_replies/saved_reply.h"
#include "team/member.h"

// Who may use and change which saved reply. Members have their own; the shared ones are for everybody to use and for Owners and
// Admins to change.
namespace seggwat::saved_replies {

// What a caller wants to keep, already checked for form.
struct Wanted {
  Scope scope = Scope::personal;
  std::optional<ProjectId> project;
  std::string shortcut;
  std::string body;
};

struct Change {
  bool project_given = false;
  std::optional<ProjectId> project;
  std::optional<std::string> shortcut;
  std::optional<std::string> body;
};

// The caller's own and the shared ones of projects they may see, by shortcut within each.
std::vector<SavedReply> list_for(db::Database& database, const team::Member& caller);

// 403 `forbidden` for a shared one by a Member, 409 `shortcut_taken`, 409 `too_many_saved_replies`. `by` as the write finds them.
Result<SavedReply> create(db::Tx& tx, Random& random, const team::Member& by, const Wanted& wanted);
// Besides: 404 for what the caller may not see.
Result<SavedReply> change(db::Tx& tx, const team::Member& by, const SavedReplyId& id, const Change& change);
// Returns what is no more.
Result<SavedReply> remove(db::Tx& tx, const team::Member& by, const SavedReplyId& id);

}  // namespace seggwat::saved_replies
