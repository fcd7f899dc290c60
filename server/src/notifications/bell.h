#pragma once

#include <functional>
#include <string>

#include "base/ids.h"
#include "base/random.h"
#include "db/write_lane.h"
#include "journal/journal.h"
#include "notifications/notification.h"

namespace seggwat::notifications {

// A committed notification on its way to those who listen. Called on the event loop.
using RingListeners = std::function<void(const journal::Record&, const Notification&)>;

// Stores what the bell tells and journals it, in the transaction of its cause.
class Bell {
 public:
  Bell(Random& random, RingListeners listeners) : random_(random), listeners_(std::move(listeners)) {}

  // `notification` without id and time: both are given here.
  void ring(db::Tx& tx, Notification notification) const;
  // For a thread that has become unread: derived, so nothing but the journal entry is stored.
  void ring_for_thread(db::Tx& tx, const ThreadId& thread, Notification derived) const;

 private:
  void announce(db::Tx& tx, const Notification& notification, const Uuid& ref) const;

  Random& random_;
  RingListeners listeners_;
};

}  // namespace seggwat::notifications
