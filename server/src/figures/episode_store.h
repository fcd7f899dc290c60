#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "db/database.h"
#include "figures/episode.h"

// Single episodes. Functions that change something take the writing connection.
namespace seggwat::figures::store {

void begin(db::Database& database, const ProjectId& project, const ThreadId& thread, Instant at);
// Of the thread's newest episode, unless it has been answered.
void set_answer(db::Database& database, const ThreadId& thread, const Answer& answer);
// The answer `seq` does not count any more; that of the newest episode gives way to `next`.
void replace_answer(db::Database& database, const ThreadId& thread, std::int64_t seq, const std::optional<Answer>& next);

struct Resolution {
  MemberId by;
  std::int64_t last_seq = 0;
  Instant at;
};
void set_resolution(db::Database& database, const ThreadId& thread, const Resolution& resolution);
void take_resolution_back(db::Database& database, const ThreadId& thread);

std::optional<Episode> find_newest(db::Database& database, const ThreadId& thread);
std::optional<Episode> find(db::Database& database, const ThreadId& thread, std::int64_t no);
void save_rating(db::Database& database, const ThreadId& thread, const Episode& episode);
constexpr std::int64_t kNoEpisodeYet = std::numeric_limits<std::int64_t>::max();
// Those with a number below `before`, newest first.
std::vector<Episode> list_rated(db::Database& database, const ThreadId& thread, std::int64_t before, int limit);

}  // namespace seggwat::figures::store
