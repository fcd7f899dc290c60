#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.h"
#include "journal/cursor.h"
#include "journal/newest.h"
#include "realtime/audience.h"
#include "realtime/event.h"
#include "realtime/follower.h"
#include "realtime/sse.h"

namespace seggwat::realtime {

// Who listens, and the way of an event to them. Each event is rendered at most once a side, and shared. On the event loop.
class Hub {
 public:
  // Told who comes and goes: presence.
  struct Watcher {
    virtual ~Watcher() = default;
    virtual void arrived(const Follower& follower) = 0;
    virtual void departed(const Follower& follower) = 0;
    virtual void learned(const User& user, const ThreadId& thread) = 0;
  };

  Hub(const journal::Cursors& cursors, journal::Newest& newest) : cursors_(cursors), newest_(newest) {}
  void set_watcher(Watcher* watcher) { watcher_ = watcher; }

  void add(std::shared_ptr<Follower> follower, Tick first_due);
  void remove(Follower& follower);
  // The user's thread, as a page or an event has told.
  void learn_thread(const User& user, const ThreadId& thread);

  void publish(const Published& published);
  // What is not kept: rendered when anybody of that side listens.
  using Render = std::function<Rendered()>;
  void tell_team(const ProjectId& project, const Render& render);
  void tell_user(const User& user, const Render& render);
  void tell_users_of(const ProjectId& project, const Render& render);

  void run_due(Tick now);
  // on_due() is to be called at `due` already.
  void reschedule(Follower& follower, Tick due);
  void for_each_user(const std::function<bool(const User&)>& which, const std::function<void(Follower&)>& act);
  void for_each_of(const User& user, const std::function<void(Follower&)>& act);
  void for_each_team(const std::function<bool(const TeamScope&)>& which, const std::function<void(Follower&)>& act);
  void for_each(const std::function<void(Follower&)>& act);

  std::size_t count_of(const User& user) const;
  std::size_t count_of(const MemberId& member) const;
  std::size_t size() const { return all_.size(); }

 private:
  struct Entry {
    std::shared_ptr<Follower> follower;
    Tick due;
  };
  using List = std::vector<Follower*>;
  using Held = std::vector<std::shared_ptr<Follower>>;

  // Whoever is told may leave while others are still to be told.
  static Held hold(const List& list);
  void publish_to_team(const Published& published);
  void publish_to_user(const Published& published);

  const journal::Cursors& cursors_;
  journal::Newest& newest_;
  Watcher* watcher_ = nullptr;
  std::vector<Entry> all_;
  std::unordered_map<User, List> users_;
  List team_;
};

}  // namespace seggwat::realtime
