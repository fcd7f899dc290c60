#include "notifications/bell.h"

#include "notifications/notification_store.h"

namespace seggwat::notifications {

void Bell::ring(db::Tx& tx, Notification notification) const {
  notification.id = NotificationId::make(tx.now, random_);
  notification.created_at = tx.now;
  store::insert(tx.database, notification);
  announce(tx, notification, notification.id.uuid);
}

void Bell::ring_for_thread(db::Tx& tx, const ThreadId& thread, Notification derived) const {
  derived.id = {thread.uuid};
  derived.created_at = tx.now;
  announce(tx, derived, thread.uuid);
}

void Bell::announce(db::Tx& tx, const Notification& notification, const Uuid& ref) const {
  const auto record = journal::append(
      tx, {.kind = journal::Kind::notification, .project = notification.project, .thread = notification.thread, .ref = ref});
  tx.after_commit([listeners = listeners_, record, notification] { listeners(record, notification); });
}

}  // namespace seggwat::notifications
