#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "figures/episode.h"

// Many episodes: what happened in a project in a span of time, oldest first. Each question reads one index and no row.
namespace seggwat::figures::store {

struct Span {
  ProjectId project;
  Instant from;   // included
  Instant until;  // not included
};

// Something that a user waited for.
struct Waited {
  Instant at;
  std::optional<MemberId> by;
  Milliseconds took{};
};
struct Rated {
  Instant at;
  std::optional<MemberId> by;  // who resolved what was rated
  int score = 0;
};

void each_begun(db::Database& database, const Span& span, const std::function<void(Instant)>& take);
void each_answered(db::Database& database, const Span& span, const std::function<void(const Waited&)>& take);
void each_resolved(db::Database& database, const Span& span, const std::function<void(const Waited&)>& take);
void each_rated(db::Database& database, const Span& span, const std::function<void(const Rated&)>& take);

// The newest answers since `since`, at most `limit`: when each conversation began, and how long its user waited.
struct Wait {
  Instant began_at;
  Milliseconds took{};
};
std::vector<Wait> list_newest_waits(db::Database& database, const ProjectId& project, Instant since, int limit);

// Of a member who has left, too.
std::string find_member_name(db::Database& database, const MemberId& member);

}  // namespace seggwat::figures::store
