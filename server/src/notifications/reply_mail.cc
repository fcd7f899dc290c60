#include "notifications/reply_mail.h"

#include <algorithm>

namespace seggwat::notifications {

Instant due_at(Instant left, Instant oldest, Instant newest, Milliseconds quiet) {
  return std::max(left + quiet, std::min(newest + quiet, oldest + kLongestBurst));
}

}  // namespace seggwat::notifications
