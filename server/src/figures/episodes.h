#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "db/write_lane.h"
#include "figures/episode.h"
#include "journal/journal.h"

namespace seggwat::figures {

// A conversation as the rules of a rating need it.
struct Conversation {
  ProjectId project;
  ThreadId id;
  std::string user;  // their sub
  bool is_resolved = false;
  std::int64_t last_seq = 0;
};

// The episode that the user may rate now: it is resolved, and nobody has written since. With what they said of this resolution.
std::optional<Episode> find_ratable(db::Database& database, const Conversation& conversation);

// The course of conversations, kept as it happens. In the write lane.
class Episodes {
 public:
  // Told on the event loop, after the commit, of a rating given or changed by this user.
  using Listener = std::function<void(const journal::Record&, const std::string& user, const Episode&)>;
  // Takes the next number of the user's view of the thread: their other tabs and devices hear of the rating, too.
  using NextUserNo = std::function<std::int64_t(db::Tx&, const ThreadId&)>;
  Episodes(Listener rated, NextUserNo next_user_no) : rated_(std::move(rated)), next_user_no_(std::move(next_user_no)) {}

  // 409 `rating_closed` when there is nothing to rate, or not any more. The same again changes nothing and is told to nobody.
  Result<Episode> rate(db::Tx& tx, const Conversation& conversation, const RatingDraft& draft) const;

 private:
  Listener rated_;
  NextUserNo next_user_no_;
};

}  // namespace seggwat::figures
