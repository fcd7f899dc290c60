#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/json.h"
#include "db/write_lane.h"

namespace seggwat::audit {

// Who acts. Nobody: a failed sign-in, the command line, the server itself.
struct Actor {
  std::optional<MemberId> member;
  std::string address;  // of the client; empty when there is none
  bool by_key = false;
};

// What was done: `area.what`, stable, from acts.h. `subject` names what it was done to, as the team knows it (an address, a label);
// for a user of a site it stays empty and `thread` says who. `details` never holds a secret or a message's text.
struct Act {
  std::string_view name;
  std::optional<ProjectId> project{};
  std::optional<ThreadId> thread{};
  std::string subject{};
  json::object details{};
};

// Within the caller's transaction: call it once the act is done and cannot be refused any more.
void record(db::Tx& tx, const Actor& actor, const Act& act);

}  // namespace seggwat::audit
