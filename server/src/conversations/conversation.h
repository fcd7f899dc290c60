#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attachments/attachment.h"
#include "base/clock.h"
#include "base/ids.h"
#include "end_users/end_user.h"

namespace seggwat::conversations {

constexpr std::size_t kBodyLimit = 10'000;    // code points
constexpr std::size_t kPreviewLimit = 140;    // code points
constexpr std::size_t kPageUrlLimit = 2'048;  // bytes
constexpr std::size_t kPageTitleLimit = 300;  // code points
constexpr int kMessagesPage = 50;
constexpr int kMessagesPageLimit = 100;
constexpr int kSessionMessages = 30;
constexpr Milliseconds kUnsendWithin = std::chrono::minutes(2);
constexpr Milliseconds kLongestSnooze = std::chrono::days(366);

enum class ThreadStatus { open, snoozed, resolved };
std::string_view to_text(ThreadStatus status);
std::optional<ThreadStatus> parse_status(std::string_view text);

enum class AuthorKind { user, member };
std::string_view to_text(AuthorKind kind);

struct Author {
  AuthorKind kind = AuthorKind::user;
  std::optional<MemberId> member;  // set for a member
  std::string id;                  // the member's id, or the user's `sub`
  std::string name;                // what people call them; never a member's address
};

// How far a message has come, as the team sees it.
enum class MessageState { stored, delivered, mailed, mail_failed, seen };
std::string_view to_text(MessageState state);

struct Message {
  MessageId id;
  ThreadId thread;
  std::int64_t seq = 0;   // dense in the thread
  std::int64_t note = 0;  // 0: a message; 1, 2, 3 …: a note for the team, after message `seq`
  Author author;
  ClientId client_id;
  std::string body;
  std::vector<attachments::Attachment> attachments{};  // empty when deleted
  Instant created_at;
  std::optional<Instant> edited_at;
  std::optional<Instant> deleted_at;
  MessageState state = MessageState::stored;
  std::optional<std::string> mail_error;  // what the mail server said, when state is mail_failed

  bool is_note() const { return note > 0; }
};

// One line that stands for a message in lists.
std::string preview_of(const Message& message);

// Where a message stands in the team's order: by seq, then by note.
struct Position {
  std::int64_t seq = 0;
  std::int64_t note = 0;
  auto operator<=>(const Position&) const = default;
};

// The page a user wrote from. Attacker's text: shown, never followed unchecked.
struct Page {
  std::string url;
  std::string title;
  std::string origin;  // Origin header of the request that told it; empty when there was none
};

struct ThreadUser {
  end_users::UserKey key;
  std::string sub;
  std::optional<std::string> name;
  std::optional<std::string> email;
  bool email_verified = false;
  std::string attributes_json = "{}";  // given by the page
  std::string claims_json = "{}";      // from the token; wins
  std::optional<std::string> locale;
  std::optional<std::string> timezone;
  std::optional<std::string> user_agent;
  bool blocked = false;
  std::optional<Instant> blocked_at;
  std::optional<std::string> blocked_by;  // the member's name
  bool mail_off = false;

  std::string display_name() const { return name.value_or(email.value_or(sub)); }
};

struct LastMessage {
  std::int64_t seq = 0;
  AuthorKind author = AuthorKind::user;
  std::string preview;
  Instant created_at;
  bool is_unsent = false;
};

// One conversation: there is one per user of a project.
struct Thread {
  ThreadId id;
  ProjectId project;
  ThreadUser user;
  ThreadStatus status = ThreadStatus::open;
  std::optional<Instant> snoozed_until;  // only with status snoozed; without it: until the user writes
  std::optional<Instant> returned_at;    // when a snooze ended by itself; until somebody acts
  std::optional<MemberId> assignee;
  std::string assignee_name;
  std::vector<std::string> tags;  // by name
  std::int64_t last_seq = 0;
  std::int64_t last_note = 0;  // notes after last_seq
  std::int64_t user_read_seq = 0;
  std::int64_t team_read_seq = 0;
  std::int64_t user_delivered_seq = 0;
  std::int64_t last_user_seq = 0;
  Instant last_user_at;
  std::int64_t user_no = 0;  // last journal number in the user's view
  std::optional<Page> page;
  std::optional<LastMessage> last_message;
  Instant created_at;
  Instant active_at;
  Instant updated_at;
};

// What the team decides about a conversation, and the snooze decides by itself.
struct Standing {
  ThreadStatus status = ThreadStatus::open;
  std::optional<Instant> snoozed_until;
  std::optional<Instant> returned_at;
  std::optional<MemberId> assignee;
  bool operator==(const Standing&) const = default;
};
inline Standing standing_of(const Thread& thread) {
  return {thread.status, thread.snoozed_until, thread.returned_at, thread.assignee};
}

// What a user sees of the status: a snoozed conversation reads as open.
inline bool is_resolved(ThreadStatus status) { return status == ThreadStatus::resolved; }

}  // namespace seggwat::conversations
