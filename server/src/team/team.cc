#include "team/team.h"

#include <utility>

namespace seggwat::team {

void Team::refresh_after(db::Tx& tx) {
  tx.after_commit([this, fresh = Directory::load(tx.database)] { swap(fresh); });
}

void Team::swap(std::shared_ptr<const Directory> fresh) {
  const auto before = std::exchange(current_, std::move(fresh));
  const auto now = current_;
  for (const auto& listener : listeners_) listener(*before, *now);
}

}  // namespace seggwat::team
