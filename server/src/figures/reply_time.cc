#include "figures/reply_time.h"

#include "figures/figures.h"
#include "figures/figures_store.h"

namespace seggwat::figures {
namespace {

constexpr auto kLookedBack = std::chrono::days{30};
constexpr int kPromises[] = {10, 60, 240, 1440};  // minutes

int promise_for(Seconds usual) {
  for (const int minutes : kPromises) {
    if (usual <= std::chrono::minutes{minutes}) return minutes;
  }
  return 0;
}

}  // namespace

int find_reply_time(db::Database& database, const ProjectId& project, Instant now, const std::function<bool(Instant)>& counts) {
  std::vector<Milliseconds> waits;
  for (const auto& wait : store::list_newest_waits(database, project, now - kLookedBack, kWaitsMost)) {
    if (counts(wait.began_at)) waits.push_back(wait.took);
  }
  if (waits.size() < kWaitsEnough) return 0;
  return promise_for(Seconds{spread_of(std::move(waits)).median});
}

std::optional<int> ReplyTimes::recall(const ProjectId& project, Instant now) const {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(project);
  if (found == kept_.end() || now - found->second.at > kReplyTimeKept || now < found->second.at) return std::nullopt;
  return found->second.minutes;
}

void ReplyTimes::keep(const ProjectId& project, int minutes, Instant now) {
  const std::lock_guard lock(mutex_);
  kept_[project] = {minutes, now};
}

}  // namespace seggwat::figures
