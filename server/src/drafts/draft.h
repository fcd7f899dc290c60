#pragma once

#include <string>

#include "base/clock.h"
#include "base/ids.h"

namespace seggwat::drafts {

constexpr std::size_t kBodyMax = 10'000;  // code points, as a message may have
constexpr int kListed = 200;              // the newest of a member

enum class DraftOf { reply, note };

// What a member has typed into a conversation and not sent. Mentions stand in it as in a note, `@{MEMBER_ID}`.
struct Draft {
  ProjectId project;
  ThreadId thread;
  std::string body;  // as typed, blanks at its ends included
  DraftOf what = DraftOf::reply;
  Instant updated_at;
};

}  // namespace seggwat::drafts
