#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "conversations/conversation.h"
#include "conversations/ports.h"
#include "db/write_lane.h"
#include "end_users/end_user.h"
#include "team/member.h"

namespace seggwat::conversations {

struct UserDraft {
  ClientId client_id;
  std::string body;  // trimmed and checked, see check_body
  std::optional<std::string> email;
  std::optional<Page> page;
  std::optional<std::string> user_agent;
};

enum class Visibility { both_sides, team_only };
enum class StaleGuard { on, off };

struct MemberDraft {
  ClientId client_id;
  std::string body;
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
  bool sets_assignee = false;
  std::optional<MemberId> assignee;
};

// White_Space trimmed at both ends; 400 `body_empty`, `body_too_long`, `body_invalid` (NUL). UTF-8 was checked by the JSON parser.
Result<std::string> check_body(std::string_view body);

// The rules of a conversation: numbers, marks and status change together, each change is journaled in its own transaction and
// published after the commit. All functions run in the write lane.
class Conversations {
 public:
  Conversations(Random& random, UserBook& users, ReplyMails& mails, Bell& bell, EventSink& sink)
      : random_(random), users_(users), mails_(mails), bell_(bell), sink_(sink) {}

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
  // Tells both sides that a message changed (mail state, later edits): same id and seq.
  void announce_changed(db::Tx& tx, const ThreadId& thread, std::int64_t from_seq, std::int64_t to_seq) const;
  // Tells the team that the thread's user or settings changed.
  void announce_thread(db::Tx& tx, const ThreadId& thread) const;

 private:
  enum class Audience { both_sides, team };

  Thread start_thread(db::Tx& tx, const end_users::EndUser& user, end_users::UserKey key) const;
  Message append(db::Tx& tx, Thread& thread, Author author, const ClientId& client_id, std::string body,
                 Visibility visibility) const;
  void reopen(db::Tx& tx, Thread& thread) const;
  void read_by_posting(db::Tx& tx, const team::Member& member, Thread& thread) const;
  void notify_mentioned(db::Tx& tx, const Thread& thread, const Message& note) const;
  Result<Thread> load(db::Tx& tx, const ProjectId& project, const ThreadId& thread) const;

  void publish_message(db::Tx& tx, Thread& thread, const Message& message, Audience audience) const;
  void publish_read(db::Tx& tx, Thread& thread, ReadMark mark, Audience audience) const;
  void publish_thread(db::Tx& tx, Thread& thread, Audience audience) const;
  void publish(db::Tx& tx, const Thread& thread, const journal::Entry& entry, decltype(Event::what) what) const;

  Random& random_;
  UserBook& users_;
  ReplyMails& mails_;
  Bell& bell_;
  EventSink& sink_;
};

}  // namespace seggwat::conversations
