#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "base/json.h"

namespace seggwat::notifications {

enum class Kind { message, mention, assigned, feedback, mail_failed };
std::string_view to_text(Kind kind);
std::optional<Kind> parse_kind(std::string_view text);

// Why the bell says it, where the kind alone does not tell.
inline constexpr std::string_view kReturned = "returned";  // a snooze has ended by itself
inline constexpr std::string_view kInTurn = "in_turn";     // the server has assigned it

// Something the bell tells. Those about messages are derived from read marks, one per thread, with the thread's id; the others are
// rows.
struct Notification {
  NotificationId id;
  Kind kind = Kind::message;
  ProjectId project;
  std::optional<MemberId> only_for;  // nothing: everybody who may see the project
  std::optional<ThreadId> thread;
  std::optional<FeedbackId> feedback;
  std::optional<MessageId> message;  // the one it stands for: unsent, it takes the notification with it
  std::string reason;                // empty: none
  std::string title;                 // whom it is about; the reader's language makes a sentence of kind and title
  std::string preview;
  std::int64_t count = 1;
  Instant created_at;
  std::optional<Instant> read_at;  // for the member it was listed for
};

json::object to_json(const Notification& notification);

// Newest first; keyset position.
struct BellCursor {
  Instant created_at;
  NotificationId id;
};

}  // namespace seggwat::notifications
