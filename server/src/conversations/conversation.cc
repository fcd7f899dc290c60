#include "conversations/conversation.h"

namespace seggwat::conversations {

std::string_view to_text(ThreadStatus status) {
  switch (status) {
    case ThreadStatus::open:
      return "open";
    case ThreadStatus::snoozed:
      return "snoozed";
    case ThreadStatus::resolved:
      return "resolved";
  }
  return "open";
}

std::optional<ThreadStatus> parse_status(std::string_view text) {
  for (const auto status : {ThreadStatus::open, ThreadStatus::snoozed, ThreadStatus::resolved}) {
    if (to_text(status) == text) return status;
  }
  return std::nullopt;
}

std::string_view to_text(AuthorKind kind) { return kind == AuthorKind::user ? "user" : "member"; }

std::string preview_of(const Message& message) {
  const auto first = message.attachments.empty() ? std::nullopt : std::optional(message.attachments.front().name);
  return attachments::preview_of(message.body, first, kPreviewLimit);
}

std::string_view to_text(MessageState state) {
  switch (state) {
    case MessageState::stored:
      return "stored";
    case MessageState::delivered:
      return "delivered";
    case MessageState::mailed:
      return "mailed";
    case MessageState::mail_failed:
      return "mail_failed";
    case MessageState::seen:
      return "seen";
  }
  return "stored";
}

}  // namespace seggwat::conversations
