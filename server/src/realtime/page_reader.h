#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "db/database.h"
#include "journal/cursor.h"
#include "journal/newest.h"
#include "realtime/audience.h"
#include "realtime/source.h"
#include "realtime/sse.h"

namespace seggwat::realtime {

using Audience = std::variant<User, TeamScope>;

// What was read in one snapshot for one reader.
struct Page {
  SharedFrame first;  // opening only: `ready` or `reset`
  bool is_reset = false;
  std::vector<SharedFrame> frames;
  journal::Position through;  // read up to here, in the reader's own numbering, also where nothing was to be seen
  bool moved = false;         // `through` is further than where the page began
  std::int64_t head = 0;      // a journal entry that the snapshot has, with all before it
  bool more = false;          // there is more in the snapshot
  std::optional<ThreadId> thread;
};

// What a client said about where it stopped.
struct Given {
  std::optional<std::string> text;            // as sent
  std::optional<journal::Position> position;  // nothing: refused as it stands
};

// Reads the journal for one reader, in the read lane. Immutable: any thread.
class PageReader {
 public:
  // A page ends after this many bytes of events or this many entries looked at: the bound of what one reader can make us hold.
  static constexpr std::size_t kPageBytes = 64 * 1024;
  static constexpr std::size_t kPageEntries = 200;

  PageReader(const journal::Cursors& cursors, const journal::Newest& newest, const Source& source)
      : cursors_(cursors), newest_(newest), source_(source) {}

  Given understand(const Audience& reader, std::optional<std::string> cursor) const;
  std::string cursor_of(const Audience& reader, const journal::Position& at) const;

  // Where the reader begins, and the first page from there.
  Page open(db::Database& database, const Audience& reader, const Given& given) const;
  Page read_on(db::Database& database, const Audience& reader, std::int64_t after) const;

 private:
  struct Start {
    journal::Position at;
    bool resumed = false;
    std::int64_t unread = 0;
  };
  // A reader within one snapshot.
  struct UserView {
    const User& reader;
    std::optional<Source::View> view;
  };
  struct TeamView {
    const TeamScope& reader;
    journal::Position newest;
  };
  using View = std::variant<UserView, TeamView>;

  View look(db::Database& database, const Audience& reader, Page& page) const;
  Start find_start(db::Database& database, const UserView& on, const Given& given) const;
  Start find_start(db::Database& database, const TeamView& on, const Given& given) const;
  void fill(db::Database& database, const UserView& on, Page& page) const;
  void fill(db::Database& database, const TeamView& on, Page& page) const;

  const journal::Cursors& cursors_;
  const journal::Newest& newest_;
  const Source& source_;
};

}  // namespace seggwat::realtime
