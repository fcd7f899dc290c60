#pragma once

#include <functional>
#include <vector>

#include "http/plan.h"
#include "notifications/notification.h"
#include "team/member.h"

namespace seggwat::notifications {

struct BellParts {
  // On the event loop.
  std::function<std::vector<ProjectId>(const team::Member&)> projects_of;
  // Marks a thread's message notification read; within the write.
  std::function<void(db::Tx&, const team::Member&, const ThreadId&)> dismiss_thread;
};

class NotificationRoutes {
 public:
  explicit NotificationRoutes(BellParts parts) : parts_(std::move(parts)) {}

  // GET /notifications?unread=1&cursor=&limit=
  Result<http::Plan> list_notifications(const http::Request& request, const team::Caller& caller) const;
  // POST /notifications/read {ids:[…]} or {all:true}
  Result<http::Plan> mark_read(const http::Request& request, const team::Caller& caller) const;

 private:
  BellParts parts_;
};

}  // namespace seggwat::notifications
