#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "conversations/conversation.h"
#include "conversations/ports.h"
#include "conversations/tags.h"
#include "db/write_lane.h"
#include "end_users/end_user.h"
#include "team/member.h"

namespace seggwat::conversations {

// A member who is there and may be given a conversation.
struct Candidate {
  MemberId id;
  std::string name;
};

struct UserDraft {
  ClientId client_id;
  std::string body;  // trimmed and checked, see check_body
  std::vector<AttachmentId> attachments{};
  std::optional<std::string> email;
  std::optional<Page> page;
  std::optional<std::string> user_agent;
  std::vector<Candidate> candidates;  // for a conversation that begins or reopens unassigned; empty: nobody is given it
};

enum class Visibility { both_sides, team_only };
enum class StaleGuard { on, off };

struct MemberDraft {
  ClientId client_id;
  std::string body;
  std::vector<AttachmentId> attachments{};
  Visibility visibility = Visibility::both_sides;
  std::optional<std::int64_t> seen_seq;  // the newest message the member had on screen
  StaleGuard guard = StaleGuard::on;
};

struct Posted {
  Message message;
  bool repeated = false;  // this client_id was stored before; nothing was written now
  ProjectId project;
};

// A colleague or the user wrote while the member was writing.
struct StaleView {
  std::vector<Message> missed;
};

struct ThreadChange {
  std::optional<ThreadStatus> status;
  std::optional<Instant> snoozed_until;  // snoozes; with a status it can only be `snoozed`
  bool sets_assignee = false;
  std::optional<MemberId> assignee;
  std::optional<std::vector<TagName>> tags;  // replaces the set
};

// White_Space trimmed at both ends; 400 `body_empty`, `body_too_long`, `body_invalid` (NUL). UTF-8 was checked by the JSON parser.
// With files a message may go without text; what is invisible then becomes empty.
enum class Accompanied { by_nothing, by_files };
Result<std::string> check_body(std::string_view body, Accompanied accompanied = Accompanied::by_nothing);

// The rules of a conversation: numbers, marks and status change together, each change is journaled in its own transaction and
// published after the commit. All functions run in the write lane.
class Conversations {
 public:
  struct Ports {
    UserBook& users;
    Uploads& uploads;
    ReplyMails& mails;
    Bell& bell;
    EventSink& sink;
  };
  // `unsent_key` makes the marks of unsent messages, so that the database alone does not tell what they said.
  Conversations(Random& random, Ports ports, const Digest& unsent_key = {})
      : random_(random),
        users_(ports.users),
        uploads_(ports.uploads),
        mails_(ports.mails),
        bell_(ports.bell),
        sink_(ports.sink),
        unsent_key_(unsent_key) {}

  // Where tags come from; without them a change of tags is refused.
  void use_tags(const Tags& tags) { tags_ = &tags; }
  void report_to(Course& course) { course_ = &course; }
  // Told on the event loop, after the commit, until when a conversation is snoozed.
  void on_snooze(std::function<void(Instant)> listener) { snoozed_ = std::move(listener); }

  // Creates the thread with the user's first message. 409 `client_id_reused`.
  Result<Posted> post_from_user(db::Tx& tx, const end_users::EndUser& user, const UserDraft& draft) const;
  // 404 when there is no such thread in the project; 409 `client_id_reused`. A repeat is answered before the stale check.
  Result<std::variant<Posted, StaleView>> post_from_member(db::Tx& tx, const team::Member& member, const ProjectId& project,
                                                           const ThreadId& thread, const MemberDraft& draft) const;

  // Forward only; beyond the last message means the last one. Nothing happens before the first message.
  void mark_read_by_user(db::Tx& tx, const end_users::EndUser& user, std::int64_t seq) const;
  Status mark_read_by_member(db::Tx& tx, const team::Member& member, const ProjectId& project, const ThreadId& thread,
                             std::int64_t seq) const;
  // Takes the member's own mark back to before the user's newest message; the user never sees it.
  Status mark_unread(db::Tx& tx, const team::Member& member, const ProjectId& project, const ThreadId& thread) const;
  // Marks what the bell says about the thread as read, without a read mark that anybody could see.
  void dismiss(db::Tx& tx, const team::Member& member, const ThreadId& thread) const;

  Result<Thread> change(db::Tx& tx, const team::Member& by, const ProjectId& project, const ThreadId& thread,
                        const ThreadChange& change) const;
  // The user's profile was told, and perhaps where they are: the team learns what is new. Nothing happens before the first message.
  void note_profile(db::Tx& tx, const end_users::Remembered& user, const std::optional<Page>& page) const;
  // Reopens what was snoozed until now, at most so many a call; the user sees nothing of it. When the next one is due, if any.
  static constexpr int kReturnsSlice = 100;
  std::optional<Instant> bring_back(db::Tx& tx) const;

  // Takes one's own message back for both sides, within kUnsendWithin: its number stays, its text is gone. 404 when it is not one's
  // own, 409 `unsend_too_late`; a repetition does nothing.
  Status unsend_by_user(db::Tx& tx, const end_users::EndUser& user, const MessageId& message) const;
  Status unsend_by_member(db::Tx& tx, const team::Member& member, const ProjectId& project, const ThreadId& thread,
                          const MessageId& message) const;
  // Tells both sides that a message changed (mail state, later edits): same id and seq.
  void announce_changed(db::Tx& tx, const ThreadId& thread, std::int64_t from_seq, std::int64_t to_seq) const;
  // Tells the team that the thread's user or settings changed.
  void announce_thread(db::Tx& tx, const ThreadId& thread) const;

 private:
  enum class Audience { both_sides, team };

  Thread start_thread(db::Tx& tx, const end_users::EndUser& user, end_users::UserKey key) const;
  // What is appended.
  struct Draft {
    const ClientId& client_id;
    const std::string& body;
    const std::vector<AttachmentId>& attachments;
    Visibility visibility;
  };
  Result<Message> append(db::Tx& tx, Thread& thread, Author author, const Draft& draft) const;
  void reopen(db::Tx& tx, Thread& thread) const;
  Status retag(db::Tx& tx, Thread& thread, const std::optional<std::vector<TagName>>& names) const;
  void assign_in_turn(db::Tx& tx, Thread& thread, const Message& message, const std::vector<Candidate>& candidates) const;
  struct Content {
    std::string_view body;
    std::vector<AttachmentId> attachments;
    bool operator==(const Content&) const = default;
  };
  static Content content_of(const Message& message);
  // Is this what the earlier message of the same client_id said, or said before it was unsent?
  bool says_the_same(db::Tx& tx, const Message& earlier, const Content& content) const;
  std::string unsent_mark(const MessageId& message, const Content& content) const;
  Status unsend(db::Tx& tx, Thread& thread, Message message) const;
  void read_by_posting(db::Tx& tx, const team::Member& member, Thread& thread) const;
  void notify_mentioned(db::Tx& tx, const Thread& thread, const Message& note) const;
  Result<Thread> load(db::Tx& tx, const ProjectId& project, const ThreadId& thread) const;

  void publish_message(db::Tx& tx, Thread& thread, const Message& message, Audience audience) const;
  void publish_read(db::Tx& tx, Thread& thread, ReadMark mark, Audience audience) const;
  void publish_thread(db::Tx& tx, Thread& thread, Audience audience) const;
  void publish(db::Tx& tx, const Thread& thread, const journal::Entry& entry, decltype(Event::what) what) const;

  Random& random_;
  UserBook& users_;
  Uploads& uploads_;
  ReplyMails& mails_;
  Bell& bell_;
  EventSink& sink_;
  const Digest unsent_key_;
  const Tags* tags_ = nullptr;
  Course nobody_;
  Course* course_ = &nobody_;
  std::function<void(Instant)> snoozed_ = [](Instant) {};
};

}  // namespace seggwat::conversations
