#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conversations/conversation.h"
#include "db/database.h"

// All SQL of conversations. Functions that change something take the writing connection.
namespace seggwat::conversations::store {

std::optional<Thread> find_thread(db::Database& database, const ThreadId& id);
std::optional<Thread> find_thread_of_user(db::Database& database, const ProjectId& project, std::string_view sub);
std::optional<Thread> find_thread_by_user_key(db::Database& database, end_users::UserKey user);
void insert_thread(db::Database& database, const Thread& thread);
// What changes after the beginning, in three parts: a column that is not written moves in no index.
void save_marks(db::Database& database, const Thread& thread);     // how far was read, and the user's view of the journal
void save_activity(db::Database& database, const Thread& thread);  // those, and what was said last
void save_standing(db::Database& database, const Thread& thread);
void save_page(db::Database& database, const ThreadId& thread, const Page& page);
// The next number of the user's view of the thread, for an event that does not change the thread itself.
std::int64_t take_user_no(db::Database& database, const ThreadId& thread);
// Raises the watermark of what was written to the user; never lowers it.
void raise_delivered(db::Database& database, const ThreadId& thread, std::int64_t seq);

void insert_message(db::Database& database, const Message& message);
std::optional<Message> find_message(db::Database& database, const MessageId& id);
// `author`: nothing for the user.
std::optional<Message> find_by_client_id(db::Database& database, const ThreadId& thread, const std::optional<MemberId>& author,
                                         const ClientId& client_id);
// Takes the text away for good. `mark` is what tells a repeat of the message from another one.
void unsend(db::Database& database, const MessageId& id, std::string_view mark, Instant at);
std::string find_unsent_mark(db::Database& database, const MessageId& id);

// The user's newest message that was not unsent; zeros when there is none.
struct LastOfUser {
  std::int64_t seq = 0;
  Instant at;
};
LastOfUser find_last_of_user(db::Database& database, const ThreadId& thread);

// The first message of a member after `seq` that was not unsent.
std::optional<Message> find_reply_after(db::Database& database, const ThreadId& thread, std::int64_t seq);

// Conversations whose snooze ends now or before, the oldest first.
std::vector<ThreadId> list_due_snoozes(db::Database& database, Instant now, int limit);
std::optional<Instant> find_next_snooze(db::Database& database);

// When a member was last given a conversation in turn, as a number that grows; 0: never.
std::int64_t last_turn_of(db::Database& database, const ProjectId& project, const MemberId& member);
void save_turn(db::Database& database, const ProjectId& project, const MemberId& member);

enum class Notes { left_out, included };
// In the team's order, ascending, at most `limit`.
std::vector<Message> list_before(db::Database& database, const ThreadId& thread, Position before, int limit, Notes notes);
std::vector<Message> list_after(db::Database& database, const ThreadId& thread, Position after, int limit, Notes notes);
// Messages after `seq` by anybody but this member, no notes, oldest first.
std::vector<Message> list_missed(db::Database& database, const ThreadId& thread, const MemberId& member, std::int64_t seq,
                                 int limit);

// Messages by members after the user's read mark.
std::int64_t count_unread_of_user(db::Database& database, const ThreadId& thread, std::int64_t user_read_seq);

struct MemberMark {
  std::int64_t seq = 0;
  std::int64_t dismissed = 0;
};
std::optional<MemberMark> find_mark(db::Database& database, const MemberId& member, const ThreadId& thread);
void save_mark(db::Database& database, const MemberId& member, const ThreadId& thread, const MemberMark& mark, Instant now);

// The user's messages after the member's own mark, written since the member joined.
std::int64_t count_unread_of_member(db::Database& database, const ThreadId& thread, std::int64_t mark, Instant joined_at);

}  // namespace seggwat::conversations::store
