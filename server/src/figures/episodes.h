#pragma once

#include <functional>
#include <optional>

#include "base/result.h"
#include "db/write_lane.h"
#include "figures/episode.h"
#include "journal/journal.h"

namespace seggwat::figures {

// A conversation as the rules of a rating need it.
struct Conversation {
  ProjectId project;
  ThreadId id;
  bool is_resolved = false;
  std::int64_t last_seq = 0;
};

// The episode that the user may rate now: it is resolved, and nobody has written since.
std::optional<Episode> find_ratable(db::Database& database, const Conversation& conversation);

// The course of conversations, kept as it happens. In the write lane.
class Episodes {
 public:
  // Told on the event loop, after the commit, of a rating given or changed.
  using Listener = std::function<void(const journal::Record&, const Episode&)>;
  explicit Episodes(Listener rated) : rated_(std::move(rated)) {}

  // 409 `rating_closed` when there is nothing to rate, or not any more. The same again changes nothing and is told to nobody.
  Result<Episode> rate(db::Tx& tx, const Conversation& conversation, const RatingDraft& draft) const;

 private:
  Listener rated_;
};

}  // namespace seggwat::figures
