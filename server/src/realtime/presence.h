#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"
#include "realtime/audience.h"

namespace seggwat::realtime {

enum class MemberState { viewing, replying, gone };
std::optional<MemberState> parse_member_state(std::string_view text);

// A thread and the user whose it is.
struct Place {
  ThreadId thread;
  User user;
};

struct Person {
  MemberId id;
  std::string name;
};

// Where a user is, as far as mail must know.
struct Whereabouts {
  bool here = false;  // a stream or poll is open, or a poll ended less than 10 s ago
  Instant left;       // when not here: since when; the server's start for those not seen since
};

// Who is there and who is typing: in memory, expiring, never stored. On the event loop, but whereabouts().
class Presence {
 public:
  virtual ~Presence() = default;

  // For POST …/typing. Expires after 6 s; a repetition within 2 s tells nobody anything new.
  virtual void user_types(const Place& place, const std::optional<std::string>& name) = 0;
  virtual void member_types(const Place& place, const Person& member) = 0;
  // For POST …/presence. Expires after 30 s.
  virtual void member_is(const Place& place, const Person& member, MemberState state) = 0;

  // A person of the team who may see the project has a stream or poll open, or had one less than 10 s ago.
  virtual bool team_online(const ProjectId& project) const = 0;
  virtual bool member_online(const MemberId& member) const = 0;
  virtual bool user_online(const User& user) const = 0;

  // Any thread: as team_online.
  virtual bool team_here(const ProjectId& project) const = 0;
  virtual Whereabouts whereabouts(const User& user) const = 0;
};

}  // namespace seggwat::realtime
