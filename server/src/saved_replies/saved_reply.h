#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/ids.h"

namespace seggwat::saved_replies {

using SavedReplyId = Id<struct SavedReplyTag>;

constexpr std::size_t kShortcutMax = 40;  // code points
constexpr std::size_t kBodyMax = 10'000;  // code points, as a message may have
constexpr int kSharedMax = 500;
constexpr int kPersonalMax = 200;  // of one member

enum class Scope { shared, personal };

// A text that is written once and inserted often. Its variables, such as `{{user.name}}`, are filled by who inserts it.
struct SavedReply {
  SavedReplyId id;
  std::optional<MemberId> owner;     // nothing: shared by the team
  std::optional<ProjectId> project;  // nothing: for every project
  std::string shortcut;              // compared without case, unique for its owner and project
  std::string body;
  Instant created_at;
  Instant updated_at;
  std::string updated_by;  // display name

  Scope scope() const { return owner ? Scope::personal : Scope::shared; }
};

}  // namespace seggwat::saved_replies
