#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "db/write_lane.h"
#include "end_users/end_user.h"

namespace seggwat::end_users {

// Users who are blocked or were signed out within the lifetime of a token, as one immutable snapshot.
class KeptOut {
 public:
  static std::shared_ptr<const KeptOut> load(db::Database& database, Instant now);

  // 401 `token_revoked` when the team has signed this user out after the token was issued.
  Status check_signed_out(const EndUser& user) const;
  // 403 `user_blocked`.
  Status check_blocked(const EndUser& user) const;

 private:
  struct Entry {
    bool blocked = false;
    std::optional<Instant> tokens_from;
  };
  struct Hash {
    std::size_t operator()(const std::pair<ProjectId, std::string>& who) const;
  };
  const Entry* find(const EndUser& user) const;

  std::unordered_map<std::pair<ProjectId, std::string>, Entry, Hash> entries_;
};

// Holds the current snapshot. On the event loop only, but for refresh().
class KeptOutList {
 public:
  explicit KeptOutList(std::shared_ptr<const KeptOut> first) : current_(std::move(first)) {}

  std::shared_ptr<const KeptOut> current() const { return current_; }
  // Told after every swap.
  void on_change(std::function<void()> listener) { listeners_.push_back(std::move(listener)); }

  void replace(std::shared_ptr<const KeptOut> fresh);
  void reload(db::Database& database, Instant now) { replace(KeptOut::load(database, now)); }
  // In a write job, after its changes: the fresh list is in force before the answer goes out.
  void refresh(db::Tx& tx);

 private:
  std::shared_ptr<const KeptOut> current_;
  std::vector<std::function<void()>> listeners_;
};

}  // namespace seggwat::end_users
