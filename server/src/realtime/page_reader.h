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
  std::int64_t head = 0;      // newest journal entry in the snapshot
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

  PageReader(const journal::Cursors& cursors, const Source& source) : cursors_(cursors), source_(source) {}

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
  Start find_start(db::Database& database, const User& reader, const Given& given) const;
  Start find_start(db::Database& database, const TeamScope& reader, const Given& given) const;
  void fill(db::Database& database, const User& reader, Page& page) const;
  void fill(db::Database& database, const TeamScope& reader, Page& page) const;

  const journal::Cursors& cursors_;
  const Source& source_;
};

}  // namespace seggwat::realtime
