#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/ids.h"
#include "db/database.h"
#include "search/query.h"
#include "search/snippet.h"

namespace seggwat::search {

struct Hit {
  ThreadId thread;
  std::int64_t seq = 0;
  std::int64_t note = 0;
  std::vector<SnippetPart> snippet;
};

struct Request {
  std::vector<ProjectId> projects;
  Query query;
  std::optional<std::int64_t> after;  // `next` of the page before
  std::size_t limit = 20;
  // Messages looked at for one page, and until when: a page may be short, even empty, and go on after it.
  std::size_t most_looks = 20'000;
  std::optional<std::chrono::steady_clock::time_point> until{};
};

// How long a page is looked for.
constexpr std::chrono::milliseconds kTimeOfPage{1'000};

struct Page {
  std::vector<Hit> hits;
  std::optional<std::int64_t> next;
};

// Whether a thread may be shown, asked once for each. Called in the order of hits.
using Admit = std::function<bool(const ThreadId&)>;
using Find = std::function<Page(db::Database&, const Request&, const Admit&)>;

// Threads of these projects in which every term stands, in a message or in its person's name, email or id, each with its newest
// such message, newest first. What the index says is checked against the stored text, so that an index that lags shows nothing
// stale.
Page find(db::Database& database, const Request& request, const Admit& admit);

}  // namespace seggwat::search
