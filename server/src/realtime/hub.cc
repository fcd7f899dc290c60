#include "realtime/hub.h"

#include <algorithm>

namespace seggwat::realtime {
void Hub::add(std::shared_ptr<Follower> follower, Tick first_due) {
  Follower& added = *follower;
  added.hub_index_ = all_.size();
  all_.push_back({std::move(follower), first_due});
  if (const auto* user = added.user()) {
    users_[*user].push_back(&added);
  } else {
    team_.push_back(&added);
  }
  if (watcher_ != nullptr) watcher_->arrived(added);
}

void Hub::remove(Follower& follower) {
  const auto index = follower.hub_index_;
  if (index >= all_.size() || all_[index].follower.get() != &follower) return;
  const auto held = std::move(all_[index].follower);
  if (index + 1 < all_.size()) all_[index] = std::move(all_.back());
  all_.pop_back();
  if (index < all_.size()) all_[index].follower->hub_index_ = index;
  if (const auto* user = follower.user()) {
    const auto found = users_.find(*user);
    std::erase(found->second, &follower);
    if (found->second.empty()) users_.erase(found);
  } else {
    std::erase(team_, &follower);
  }
  if (watcher_ != nullptr) watcher_->departed(follower);
}

void Hub::learn_thread(const User& user, const ThreadId& thread) {
  if (watcher_ != nullptr) watcher_->learned(user, thread);
}

Hub::Held Hub::hold(const List& list) {
  Held held;
  held.reserve(list.size());
  for (auto* follower : list) held.push_back(follower->shared_from_this());
  return held;
}

void Hub::publish(const Published& published) {
  newest_.note({published.record.no, published.record.check});
  publish_to_user(published);
  publish_to_team(published);
}

void Hub::publish_to_team(const Published& published) {
  if (team_.empty()) return;
  const auto& record = published.record;
  SharedFrame frame;
  for (const auto& follower : hold(team_)) {
    const auto& scope = *follower->team();
    const bool sees =
        published.for_team && scope.may_see(record.entry.project) && (!published.only_for || *published.only_for == scope.member);
    if (sees && !frame) {
      frame = make_frame(published.for_team(), cursors_.team({record.no, record.check}), record.no, std::nullopt);
    }
    follower->hear(sees ? frame : nullptr, record.no, record.no);
  }
}

void Hub::publish_to_user(const Published& published) {
  const auto& record = published.record;
  if (!record.entry.user_no) return;
  const User user{record.entry.project, published.user};
  const auto found = users_.find(user);
  if (found == users_.end()) return;
  const std::int64_t no = *record.entry.user_no;
  SharedFrame frame;
  if (published.for_user) {
    frame = make_frame(published.for_user(), cursors_.user(user.project, user.sub, {no, record.check}), no, record.entry.thread);
  }
  const auto listeners = hold(found->second);
  if (record.entry.thread) learn_thread(user, *record.entry.thread);
  for (const auto& follower : listeners) follower->hear(frame, no, record.no);
}

void Hub::tell_team(const ProjectId& project, const Render& render) {
  SharedFrame frame;
  for (const auto& follower : hold(team_)) {
    if (!follower->team()->may_see(project)) continue;
    if (!frame) frame = make_passing_frame(render());
    follower->hear_passing(frame);
  }
}

void Hub::tell_user(const User& user, const Render& render) {
  const auto found = users_.find(user);
  if (found == users_.end()) return;
  const SharedFrame frame = make_passing_frame(render());
  for (const auto& follower : hold(found->second)) follower->hear_passing(frame);
}

void Hub::tell_users_of(const ProjectId& project, const Render& render) {
  SharedFrame frame;
  const auto tell = [&](Follower& follower) {
    if (!frame) frame = make_passing_frame(render());
    follower.hear_passing(frame);
  };
  for_each_user([&](const User& user) { return user.project == project; }, tell);
}

void Hub::run_due(Tick now) {
  Held due;
  for (const auto& entry : all_) {
    if (entry.due <= now) due.push_back(entry.follower);
  }
  for (const auto& follower : due) {
    reschedule(*follower, follower->on_due(now));
  }
}

void Hub::reschedule(Follower& follower, Tick due) {
  const auto index = follower.hub_index_;
  if (index < all_.size() && all_[index].follower.get() == &follower) all_[index].due = due;
}

void Hub::for_each_user(const std::function<bool(const User&)>& which, const std::function<void(Follower&)>& act) {
  Held chosen;
  for (const auto& [user, list] : users_) {
    for (auto* follower : list) {
      if (which(*follower->user())) chosen.push_back(follower->shared_from_this());
    }
  }
  for (const auto& follower : chosen) act(*follower);
}

void Hub::for_each_of(const User& user, const std::function<void(Follower&)>& act) {
  const auto found = users_.find(user);
  if (found == users_.end()) return;
  for (const auto& follower : hold(found->second)) act(*follower);
}

void Hub::for_each_team(const std::function<bool(const TeamScope&)>& which, const std::function<void(Follower&)>& act) {
  for (const auto& follower : hold(team_)) {
    if (which(*follower->team())) act(*follower);
  }
}

void Hub::for_each(const std::function<void(Follower&)>& act) {
  Held everybody;
  for (const auto& entry : all_) everybody.push_back(entry.follower);
  for (const auto& follower : everybody) act(*follower);
}

std::size_t Hub::count_of(const User& user) const {
  const auto found = users_.find(user);
  return found == users_.end() ? 0 : found->second.size();
}

std::size_t Hub::count_of(const MemberId& member) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(team_, [&](const Follower* follower) { return follower->team()->member == member; }));
}

}  // namespace seggwat::realtime
