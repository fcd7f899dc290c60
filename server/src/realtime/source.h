#pragma once

#include <cstdint>
#include <optional>

#include "base/ids.h"
#include "db/database.h"
#include "journal/journal.h"
#include "realtime/audience.h"
#include "realtime/event.h"

namespace seggwat::realtime {

// What a stream must ask of the domains when it reads the journal. Called in the read lane, several threads at once, inside one
// snapshot; answers must be what the live event of the same entry said, or newer.
class Source {
 public:
  virtual ~Source() = default;

  // A user's thread, the newest number in that user's view of the journal, and how far they have read.
  struct View {
    ThreadId thread;
    std::int64_t last_user_no = 0;
    std::int64_t read_seq = 0;
  };
  // Nothing while the user has no thread.
  virtual std::optional<View> find_view(db::Database& database, const User& user) const = 0;

  // The entry as an event. Nothing: not for this reader (another member's mention), or gone since (erased).
  // The entry's project has been checked against the scope; its thread is the user's.
  virtual std::optional<Rendered> render(db::Database& database, const TeamScope& reader, const journal::Record& record) const = 0;
  virtual std::optional<Rendered> render(db::Database& database, const User& reader, const journal::Record& record) const = 0;

  // For `ready` and `reset`.
  virtual std::int64_t unread_of(db::Database& database, const TeamScope& reader) const = 0;
  virtual std::int64_t unread_of(db::Database& database, const View& view) const = 0;
};

}  // namespace seggwat::realtime
