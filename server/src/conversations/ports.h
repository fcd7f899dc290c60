#pragma once

#include <optional>
#include <string>
#include <variant>

#include "base/ids.h"
#include "base/result.h"
#include "conversations/conversation.h"
#include "db/write_lane.h"
#include "end_users/end_user.h"
#include "journal/journal.h"

// What conversations cause elsewhere. Declared here, by the cause; app/ wires the others in.
namespace seggwat::conversations {

// Keeps what is known of a user. `given_email` came from the page and is unverified; the token's claim wins.
class UserBook {
 public:
  virtual ~UserBook() = default;
  virtual end_users::Remembered remember(db::Tx& tx, const end_users::EndUser& user, const std::optional<std::string>& given_email,
                                         const std::optional<std::string>& user_agent) = 0;
};

// Files that were uploaded for a message. 400 `attachment_unknown` unless each is the author's own, unused, and of this
// conversation.
class Uploads {
 public:
  virtual ~Uploads() = default;
  virtual Result<std::vector<attachments::Attachment>> give_to(db::Tx& tx, const Thread& thread, const Message& message,
                                                               const std::vector<AttachmentId>& ids) = 0;
  // The message was unsent: its files go.
  virtual void remove_from(db::Tx& tx, const Message& message) = 0;
};

// The mail to a user who has left. Called in the transaction of the reply.
class ReplyMails {
 public:
  virtual ~ReplyMails() = default;
  virtual void note_reply(db::Tx& tx, const Thread& thread) = 0;
};

// The bell. Called in the transaction of the cause.
class Bell {
 public:
  virtual ~Bell() = default;
  virtual void mention(db::Tx& tx, const Thread& thread, const Message& note, const MemberId& mentioned) = 0;
  virtual void assign(db::Tx& tx, const Thread& thread, const MemberId& assignee, const std::string& by) = 0;
  // The server has given the thread to the member whose turn it was.
  virtual void assign_in_turn(db::Tx& tx, const Thread& thread, const MemberId& assignee) = 0;
  // A snooze has ended by itself: for the assignee, else for everybody.
  virtual void bring_back(db::Tx& tx, const Thread& thread) = 0;
  // The message was unsent: nothing may go on telling its text. `message` still has it.
  virtual void retract(db::Tx& tx, const Thread& thread, const Message& message) = 0;
  // The thread has become unread for the team: one notification per thread, shared by all who may see it.
  virtual void wake(db::Tx& tx, const Thread& thread, const Message& first_unread) = 0;
  // The user has written; they wait from now on.
  virtual void user_wrote(db::Tx& tx, const Thread& thread) = 0;
  // The member has read the thread, and with it what the bell said about it.
  virtual void silence(db::Tx& tx, const MemberId& member, const ThreadId& thread) = 0;
};

// What becomes of a conversation, for whoever keeps its figures. Called in the transaction of the cause. Does nothing by itself.
class Course {
 public:
  virtual ~Course() = default;
  // The user wrote: the first time, or after it was resolved.
  virtual void begun(db::Tx&, const Thread&) {}
  virtual void answered(db::Tx&, const Thread&, const Message&) {}
  virtual void resolved(db::Tx&, const Thread&, const MemberId&) {}
  // A member took the resolution back.
  virtual void taken_up(db::Tx&, const Thread&) {}
  // A member's message was unsent; `next` is the first one after it that was not.
  virtual void unanswered(db::Tx&, const Thread&, const Message&, const std::optional<Message>& /*next*/) {}
};

struct ReadMark {
  ThreadId thread;
  bool by_team = false;
  std::int64_t seq = 0;            // user_read_seq or team_read_seq
  std::optional<MemberId> member;  // whose own mark moved, for the team only
  std::optional<std::int64_t> member_seq;
};

// A committed event, with what it shows.
struct Event {
  journal::Record record;
  std::string user_sub;
  std::variant<Message, ReadMark, Thread> what;
};

// Where committed events go. Called on the event loop.
class EventSink {
 public:
  virtual ~EventSink() = default;
  virtual void publish(const Event& event) = 0;
};

}  // namespace seggwat::conversations
