#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "db/database.h"
#include "notifications/conversation_link.h"

// What the mail to a user who left must know of threads, users, projects and mails, and its own rows in `mail_due`.
namespace seggwat::notifications::store {

struct Due {
  Instant oldest;
  Instant newest;
};
// A reply waits from now on: makes the row or moves its newest.
void note_reply(db::Database& database, const ThreadId& thread, Instant at);
std::optional<Due> find_due(db::Database& database, const ThreadId& thread);
void set_due(db::Database& database, const ThreadId& thread, const Due& due);
void clear_due(db::Database& database, const ThreadId& thread);

// The user's thread, when replies wait in it.
std::optional<ThreadId> find_due_thread_of(db::Database& database, const ProjectId& project, const std::string& sub);

struct DueThread {
  ThreadId thread;
  Due due;
};
// Those whose user has an address and wants mail.
std::vector<DueThread> list_due(db::Database& database);

// The user of a thread, as the mail must know them.
struct Addressee {
  ProjectId project;
  std::string sub;
  std::optional<std::string> email;
  bool verified = false;
  bool mail_off = false;
  bool blocked = false;
  std::int64_t read_seq = 0;

  // Whether a mail could reach them and may be sent.
  bool reachable() const;
};
std::optional<Addressee> find_addressee(db::Database& database, const ThreadId& thread);

struct LastMail {
  std::int64_t to_seq;
  bool waiting;
};
// The thread's newest mail, whatever became of it.
std::optional<LastMail> find_last_mail(db::Database& database, const ThreadId& thread);

struct Waiting {
  std::int64_t seq;
  Instant at;
};
// Replies by members after `after`, not deleted, oldest first.
std::vector<Waiting> list_replies(db::Database& database, const ThreadId& thread, std::int64_t after, int limit);

// When the `count`-th last mail to the address, or of the thread, was queued; unverified ones only. Nothing when there are fewer.
std::optional<Instant> find_nth_mail_to(db::Database& database, const std::string& recipient, int count);
std::optional<Instant> find_nth_mail_of(db::Database& database, const ThreadId& thread, int count);

// Everything a mail shows besides the replies.
struct Frame {
  std::string project_name;
  std::string accent;  // empty: the default
  SiteAddresses site;
  std::optional<std::string> user_name;
  std::string locale;
  std::int64_t read_seq = 0;
};
std::optional<Frame> find_frame(db::Database& database, const ThreadId& thread);

struct Reply {
  std::string author;              // the member's display name
  std::string body;                // may be empty when there are files
  std::vector<std::string> files;  // names
};
// The replies of from … to that are neither read nor deleted.
std::vector<Reply> list_mail_replies(db::Database& database, const ThreadId& thread, std::int64_t from, std::int64_t to);

// Message ids of the thread's sent mails before `before`: the first one, then the last nine, oldest first, none twice.
std::vector<std::string> list_references(db::Database& database, const ThreadId& thread, std::int64_t before);

// False when they were off already, or there is no such thread.
bool turn_mail_off(db::Database& database, const ThreadId& thread);

}  // namespace seggwat::notifications::store
