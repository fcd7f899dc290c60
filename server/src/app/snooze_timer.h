#pragma once

#include <optional>

#include "base/clock.h"
#include "conversations/conversations.h"
#include "db/write_lane.h"

namespace seggwat::app {

// Brings snoozed conversations back when their time has come. Knows only when the next one is due: what is due is asked of the
// database, so that a restart or a step of the clock loses nothing. On the event loop.
class SnoozeTimer {
 public:
  SnoozeTimer(db::WriteLane& write, const Clock& clock, const conversations::Conversations& conversations)
      : write_(write), clock_(clock), conversations_(conversations) {}

  // A conversation is snoozed until then.
  void note(Instant until);
  // To be called a few times a second: acts when something is due. The first call always asks.
  void look();

 private:
  db::WriteLane& write_;
  const Clock& clock_;
  const conversations::Conversations& conversations_;
  std::optional<Instant> next_ = Instant{};  // nothing: nobody is snoozed with an end
  bool asking_ = false;
};

}  // namespace seggwat::app
