#pragma once

#include <string>
#include <vector>

#include "conversations/conversation.h"
#include "db/write_lane.h"

// Which pages a user has looked at in their newest visit, so that the team sees what they come from. Known before they have a
// conversation; of earlier visits nothing is kept.
namespace seggwat::conversations {

constexpr std::chrono::minutes kVisitEnds{30};  // without a page for so long, the next one begins another visit
constexpr std::int64_t kVisitedMost = 20;

struct VisitedPage {
  std::string url;
  std::string title;
  Instant at;
};

void note_visit(db::Tx& tx, end_users::UserKey user, const Page& page);
// Newest first.
std::vector<VisitedPage> list_visited(db::Database& database, end_users::UserKey user);

}  // namespace seggwat::conversations
