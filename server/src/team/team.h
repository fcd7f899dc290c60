#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "db/write_lane.h"
#include "team/directory.h"

namespace seggwat::team {

// Holds the current directory. Belongs to the event loop, but for refresh_after().
class Team {
 public:
  using Listener = std::function<void(const Directory& before, const Directory& now)>;

  explicit Team(std::shared_ptr<const Directory> first) : current_(std::move(first)) {}

  std::shared_ptr<const Directory> current() const { return current_; }
  // Called after every swap, in the order of registration: whoever keeps something open for a caller ends what has lost its right.
  void on_change(Listener listener) { listeners_.push_back(std::move(listener)); }

  // The last act of every write job that changes what the directory holds, also of one that only noticed that another process has
  // written: loads the directory as the job sees it and swaps it in after the commit, before the job is answered. Write lane.
  void refresh_after(db::Tx& tx);

 private:
  void swap(std::shared_ptr<const Directory> fresh);

  std::shared_ptr<const Directory> current_;
  std::vector<Listener> listeners_;
};

}  // namespace seggwat::team
