#include "realtime/presence_board.h"

#include <algorithm>
#include <iterator>

#include "base/json.h"

namespace seggwat::realtime {
namespace {

std::string_view to_text(MemberState state) { return state == MemberState::replying ? "replying" : "viewing"; }

json::object typing_json(const ThreadId& thread, std::string_view by) {
  const auto seconds = std::chrono::duration_cast<Seconds>(PresenceBoard::kTypingLasts).count();
  return {{"thread_id", to_string(thread)}, {"by", by}, {"expires_in", seconds}};
}

}  // namespace

std::optional<MemberState> parse_member_state(std::string_view text) {
  if (text == "viewing") return MemberState::viewing;
  if (text == "replying") return MemberState::replying;
  if (text == "gone") return MemberState::gone;
  return std::nullopt;
}

PresenceBoard::PresenceBoard(Hub& hub, const Clock& clock, const Hooks& hooks)
    : hub_(hub), clock_(clock), hooks_(hooks), started_at_(clock.now()) {}

bool PresenceBoard::starts_typing(const ThreadId& thread, const Uuid& who) {
  const Tick now = clock_.monotonic();
  const auto [found, is_new] = typing_.try_emplace({thread, who}, now);
  if (!is_new && now < found->second + kToldAgainAfter) return false;
  found->second = now;
  return true;
}

void PresenceBoard::forget_typing(const ThreadId& thread) {
  auto first = typing_.lower_bound({thread, Uuid{}});
  while (first != typing_.end() && first->first.first == thread) first = typing_.erase(first);
}

void PresenceBoard::user_types(const Place& place, const std::optional<std::string>& name) {
  if (!starts_typing(place.thread, Uuid{})) return;
  hub_.tell_team(place.user.project, [&] {
    auto data = typing_json(place.thread, "user");
    if (name) data["name"] = *name;
    return Rendered{"typing", json::serialize(data)};
  });
}

void PresenceBoard::member_types(const Place& place, const Person& member) {
  if (!starts_typing(place.thread, member.id.uuid)) return;
  hub_.tell_user(place.user, [&] {
    auto data = typing_json(place.thread, "team");
    data["name"] = member.name;
    return Rendered{"typing", json::serialize(data)};
  });
  hub_.tell_team(place.user.project, [&] {
    auto data = typing_json(place.thread, "team");
    data["name"] = member.name;
    data["member_id"] = to_string(member.id);
    return Rendered{"typing", json::serialize(data)};
  });
}

void PresenceBoard::member_is(const Place& place, const Person& member, MemberState state) {
  const Tick now = clock_.monotonic();
  auto& entry = threads_.try_emplace(place.thread, ThreadEntry{place.user, {}, Tick::min()}).first->second;
  const auto found = std::ranges::find(entry.viewers, member.id, [](const Viewer& viewer) { return viewer.person.id; });
  const bool was_there = found != entry.viewers.end();
  bool tells = false;
  if (state == MemberState::gone) {
    tells = was_there;
    if (was_there) entry.viewers.erase(found);
  } else if (was_there) {
    // Said again, it is told again now and then: whoever has just opened a second window learns who else is there.
    tells = found->state != state || now >= entry.told_at + kToldAgainAfter;
    *found = {member, state, now + kStateLasts};
  } else {
    tells = true;
    entry.viewers.push_back({member, state, now + kStateLasts});
  }
  if (tells) tell_thread(place.thread, place.user);
  std::erase_if(threads_, [&](const auto& pair) { return pair.first == place.thread && pair.second.viewers.empty(); });
}

void PresenceBoard::tell_thread(const ThreadId& thread, const User& user) {
  const auto entry = threads_.find(thread);
  if (entry != threads_.end()) entry->second.told_at = clock_.monotonic();
  hub_.tell_team(user.project, [&] {
    json::array members;
    if (entry != threads_.end()) {
      for (const auto& viewer : entry->second.viewers) {
        members.push_back({{"id", to_string(viewer.person.id)}, {"name", viewer.person.name}, {"state", to_text(viewer.state)}});
      }
    }
    const json::object data{
        {"thread_id", to_string(thread)}, {"user", {{"online", user_online(user)}}}, {"members", std::move(members)}};
    return Rendered{"presence", json::serialize(data)};
  });
}

Rendered PresenceBoard::team_event(const ProjectId& project) const {
  return {"presence", std::string(R"({"team":{"online":)") + (team_online(project) ? "true" : "false") + "}}"};
}

bool PresenceBoard::team_online(const ProjectId& project) const {
  return std::ranges::any_of(members_, [&](const auto& member) {
    const auto& projects = member.second.projects;
    return !projects || std::ranges::find(*projects, project) != projects->end();
  });
}

bool PresenceBoard::team_here(const ProjectId& project) const {
  const std::lock_guard lock(members_mutex_);
  return team_online(project);
}

bool PresenceBoard::member_online(const MemberId& member) const { return members_.contains(member); }

bool PresenceBoard::user_online(const User& user) const {
  const auto found = users_.find(user);
  return found != users_.end() && found->second.told_online;
}

bool PresenceBoard::is_here(const UserEntry& entry, Tick now) const {
  return entry.is_open() || now < entry.poll_ended + kStaysFor;
}

Instant PresenceBoard::left_at(const UserEntry& entry, Tick now) const {
  const Tick gone = std::max(entry.stream_ended, entry.poll_ended + kStaysFor);
  return clock_.now() - std::chrono::duration_cast<Milliseconds>(now - gone);
}

Whereabouts PresenceBoard::whereabouts(const User& user) const {
  const Tick now = clock_.monotonic();
  const std::lock_guard lock(mutex_);
  const auto found = users_.find(user);
  if (found == users_.end()) return {false, started_at_};
  if (is_here(found->second, now)) return {true, {}};
  return {false, left_at(found->second, now)};
}

void PresenceBoard::arrived(const Follower& follower) {
  if (const auto* user = follower.user()) return user_arrived(*user, follower.kind());
  if (!follower.team()->is_person) return;
  {
    const std::lock_guard lock(members_mutex_);
    auto& entry = members_[follower.team()->member];
    ++entry.open;
    entry.projects = follower.team()->projects;
  }
  tell_projects();
}

void PresenceBoard::departed(const Follower& follower) {
  if (const auto* user = follower.user()) return user_departed(*user, follower.kind());
  if (!follower.team()->is_person) return;
  const std::lock_guard lock(members_mutex_);
  auto& entry = members_[follower.team()->member];
  --entry.open;
  entry.ended = clock_.monotonic();
}

void PresenceBoard::user_arrived(const User& user, FollowerKind kind) {
  told_projects_.try_emplace(user.project, team_online(user.project));
  std::optional<ThreadId> tell;
  {
    const std::lock_guard lock(mutex_);
    auto& entry = users_[user];
    ++(kind == FollowerKind::stream ? entry.streams : entry.polls);
    entry.told_left = false;
    if (!std::exchange(entry.told_online, true)) tell = entry.thread;
  }
  if (tell) tell_thread(*tell, user);
}

void PresenceBoard::user_departed(const User& user, FollowerKind kind) {
  const Tick now = clock_.monotonic();
  {
    const std::lock_guard lock(mutex_);
    auto& entry = users_[user];
    const bool was_stream = kind == FollowerKind::stream;
    --(was_stream ? entry.streams : entry.polls);
    (was_stream ? entry.stream_ended : entry.poll_ended) = now;
    entry.last_ended = now;
    if (entry.is_open()) return;
  }
  settling_.emplace_back(now + kStaysFor, user);
  settle_user(user, now);
}

void PresenceBoard::learned(const User& user, const ThreadId& thread) {
  bool tells = false;
  {
    const std::lock_guard lock(mutex_);
    const auto found = users_.find(user);
    if (found == users_.end() || found->second.thread == thread) return;
    found->second.thread = thread;
    tells = found->second.told_online;
  }
  if (tells) tell_thread(thread, user);
}

// Away for mail at once when a stream was the last, away for the eye only after a while.
void PresenceBoard::settle_user(const User& user, Tick now) {
  std::optional<Instant> left;
  std::optional<ThreadId> tell;
  {
    const std::lock_guard lock(mutex_);
    const auto found = users_.find(user);
    if (found == users_.end() || is_here(found->second, now)) return;
    auto& entry = found->second;
    if (!std::exchange(entry.told_left, true)) left = left_at(entry, now);
    if (now >= entry.last_ended + kStaysFor && std::exchange(entry.told_online, false)) {
      tell = entry.thread;
      forgetting_.emplace_back(now + kRememberedFor, user);
    }
  }
  if (left && hooks_.on_left) hooks_.on_left(user, *left);
  if (tell) tell_thread(*tell, user);
}

void PresenceBoard::settle_users(Tick now) {
  while (!settling_.empty() && settling_.front().first <= now) {
    const User user = std::move(settling_.front().second);
    settling_.pop_front();
    settle_user(user, now);
  }
}

void PresenceBoard::forget_users(Tick now) {
  const std::lock_guard lock(mutex_);
  while (!forgetting_.empty() && forgetting_.front().first <= now) {
    const auto found = users_.find(forgetting_.front().second);
    if (found != users_.end() && !found->second.is_open() && now >= found->second.last_ended + kRememberedFor) {
      users_.erase(found);
    }
    forgetting_.pop_front();
  }
}

void PresenceBoard::settle_members(Tick now) {
  std::size_t gone = 0;
  {
    const std::lock_guard lock(members_mutex_);
    gone = std::erase_if(members_,
                         [&](const auto& member) { return member.second.open == 0 && now >= member.second.ended + kStaysFor; });
  }
  if (gone > 0) tell_projects();
}

void PresenceBoard::tell_projects() {
  for (auto& [project, told] : told_projects_) {
    const bool online = team_online(project);
    if (std::exchange(told, online) == online) continue;
    hub_.tell_users_of(project, [&] { return team_event(project); });
  }
}

void PresenceBoard::expire_viewers(Tick now) {
  std::vector<std::pair<ThreadId, User>> changed;
  for (auto& [thread, entry] : threads_) {
    if (std::erase_if(entry.viewers, [&](const Viewer& viewer) { return now >= viewer.until; }) > 0) {
      changed.emplace_back(thread, entry.user);
    }
  }
  for (const auto& [thread, user] : changed) tell_thread(thread, user);
  std::erase_if(threads_, [](const auto& pair) { return pair.second.viewers.empty(); });
}

void PresenceBoard::run_due(Tick now) {
  settle_users(now);
  forget_users(now);
  settle_members(now);
  expire_viewers(now);
  std::erase_if(typing_, [&](const auto& entry) { return now >= entry.second + kTypingLasts; });
}

}  // namespace seggwat::realtime
