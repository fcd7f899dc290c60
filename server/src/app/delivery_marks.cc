#include "app/delivery_marks.h"

#include <algorithm>
#include <utility>

#include "conversations/conversation_store.h"

namespace seggwat::app {

void DeliveryMarks::note(const ThreadId& thread, std::int64_t seq) {
  {
    const std::lock_guard lock(mutex_);
    auto& mark = gathered_[thread];
    mark = std::max(mark, seq);
    if (std::exchange(under_way_, true)) return;
  }
  submit();
}

// A mark that cannot be written is lost: it is told anew by the next message, session or history the user is given.
void DeliveryMarks::submit() {
  std::map<ThreadId, std::int64_t> marks;
  {
    const std::lock_guard lock(mutex_);
    marks.swap(gathered_);
  }
  write_.submit<bool>(
      [marks = std::move(marks)](db::Tx& tx) -> Result<bool> {
        for (const auto& [thread, seq] : marks) conversations::store::raise_delivered(tx.database, thread, seq);
        return true;
      },
      [this](const Result<bool>&) {
        {
          const std::lock_guard lock(mutex_);
          under_way_ = !gathered_.empty();
          if (!under_way_) return;
        }
        submit();
      });
}

}  // namespace seggwat::app
