#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "journal/journal.h"

namespace seggwat::realtime {

// One event as a client reads it. `name` is a literal ("message", "read", "thread", "notification"); `json` is one JSON object.
struct Rendered {
  std::string_view name;
  std::string json;
  // Set on a member's message that goes to the user: its seq, so that the message can be marked delivered once it was written.
  std::optional<std::int64_t> delivers_seq{};
};

// A committed journal entry on its way to those who listen now. Publish in commit order, on the event loop, from after_commit.
struct Published {
  journal::Record record;
  std::string user;                    // sub of the thread's user; needed when record.entry.user_no is set
  std::optional<MemberId> only_for{};  // set: the team event is for this member alone (mention, assigned)
  // Each is called at most once, and only when somebody listens. Empty: that side has nothing to hear.
  std::function<Rendered()> for_team{};
  std::function<Rendered()> for_user{};
};

}  // namespace seggwat::realtime
