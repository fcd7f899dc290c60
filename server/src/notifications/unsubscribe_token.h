#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/secret.h"

namespace seggwat::notifications {

// What an unsubscribe link carries: the thread's id and a MAC over it, 43 characters of base64url. Nothing is stored for it, it
// does not expire, and it opens nothing but the switch for mails.
class UnsubscribeTokens {
 public:
  explicit UnsubscribeTokens(const Digest& key) : key_(key) {}
  std::string make(const ThreadId& thread) const;
  // Nothing when it was not made here.
  std::optional<ThreadId> open(std::string_view token) const;

 private:
  Digest key_;
};

}  // namespace seggwat::notifications
