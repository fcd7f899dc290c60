#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "realtime/follower.h"
#include "realtime/hub.h"
#include "realtime/presence.h"

namespace seggwat::realtime {

// Presence, kept from who comes to and leaves the hub.
class PresenceBoard final : public Presence, public Hub::Watcher {
 public:
  static constexpr Milliseconds kStaysFor{10'000};  // a connection may come back within this without anybody noticing
  static constexpr Milliseconds kStateLasts{30'000};
  static constexpr Milliseconds kTypingLasts{6'000};
  static constexpr Milliseconds kToldAgainAfter{2'000};
  static constexpr std::chrono::hours kRememberedFor{1};

  PresenceBoard(Hub& hub, const Clock& clock, const Hooks& hooks);

  void user_types(const Place& place, const std::optional<std::string>& name) override;
  void member_types(const Place& place, const Person& member) override;
  // A message ends all typing in its thread, so that what is typed next is told at once.
  void forget_typing(const ThreadId& thread);
  void member_is(const Place& place, const Person& member, MemberState state) override;
  bool team_online(const ProjectId& project) const override;
  bool member_online(const MemberId& member) const override;
  bool user_online(const User& user) const override;
  bool team_here(const ProjectId& project) const override;
  Whereabouts whereabouts(const User& user) const override;

  void arrived(const Follower& follower) override;
  void departed(const Follower& follower) override;
  void learned(const User& user, const ThreadId& thread) override;

  void run_due(Tick now);
  // The state as an event to a user who comes back.
  Rendered team_event(const ProjectId& project) const;

 private:
  struct UserEntry {
    int streams = 0;
    int polls = 0;
    bool told_online = false;  // what the team believes
    bool told_left = false;    // on_left was called
    Tick stream_ended = Tick::min();
    Tick poll_ended = Tick::min();
    Tick last_ended = Tick::min();
    std::optional<ThreadId> thread;
    bool is_open() const { return streams + polls > 0; }
  };
  struct MemberEntry {
    int open = 0;
    Tick ended{};
    std::optional<std::vector<ProjectId>> projects;
  };
  struct Viewer {
    Person person;
    MemberState state = MemberState::viewing;
    Tick until;
  };
  struct ThreadEntry {
    User user;
    std::vector<Viewer> viewers;
    Tick told_at{};
  };

  void user_arrived(const User& user, FollowerKind kind);
  void user_departed(const User& user, FollowerKind kind);
  void settle_users(Tick now);
  void settle_user(const User& user, Tick now);
  void forget_users(Tick now);
  void settle_members(Tick now);
  void expire_viewers(Tick now);
  void tell_projects();
  void tell_thread(const ThreadId& thread, const User& user);
  bool starts_typing(const ThreadId& thread, const Uuid& who);
  bool is_here(const UserEntry& entry, Tick now) const;
  Instant left_at(const UserEntry& entry, Tick now) const;

  Hub& hub_;
  const Clock& clock_;
  const Hooks& hooks_;
  const Instant started_at_;
  mutable std::mutex mutex_;  // guards users_: mail asks from its own thread
  std::unordered_map<User, UserEntry> users_;
  std::deque<std::pair<Tick, User>> settling_;  // departures, in order of when they count
  std::deque<std::pair<Tick, User>> forgetting_;
  mutable std::mutex members_mutex_;  // guards changes of members_, which mail reads from its own thread
  std::map<MemberId, MemberEntry> members_;
  std::map<ProjectId, bool> told_projects_;  // what the users of a project believe of the team
  std::map<ThreadId, ThreadEntry> threads_;
  std::map<std::pair<ThreadId, Uuid>, Tick> typing_;
};

}  // namespace seggwat::realtime
