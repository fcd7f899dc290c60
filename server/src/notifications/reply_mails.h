#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "db/database.h"
#include "db/write_lane.h"
#include "mail/mail_thread.h"
#include "mail/settings.h"
#include "notifications/reply_mail.h"

namespace seggwat::notifications {

namespace store {
struct Addressee;
}

// Decides when a user who left is mailed. What waits stands in `mail_due`, written with the reply; here is one timer a thread. At
// the due time one transaction looks at everything again and turns the waiting replies into one row of the outbox.
class ReplyMails final : public mail::Worker {
 public:
  struct Parts {
    db::WriteLane& write;
    std::string database_path;
    const Clock& clock;
    Random& random;
    const mail::Settings& settings;
    PresenceOf presence_of;
    std::function<void()> wake;  // MailThread::wake
  };
  // The moment of construction counts as the moment everybody left.
  explicit ReplyMails(Parts parts);
  ~ReplyMails() override;

  // A member has replied, in the reply's own transaction. Without an SMTP server it does nothing.
  void note_reply(db::Tx& tx, const ThreadId& thread, Instant at);
  // Any thread: the address, the block or the wish of the thread's user has changed, or a mail of it is through: look again.
  void reconsider(const ThreadId& thread);
  // Any thread: the user has left. Their address may have become known while they were there.
  void note_left(const ProjectId& project, const std::string& sub);

  // On the mail thread, before the outbox's turn.
  std::optional<Instant> work(std::stop_token stop) override;

 private:
  enum class Look { unless_armed, anyway };
  struct News {
    ThreadId thread;
    Instant at;
    Look look;
  };
  struct Settled;

  db::Database& reader();
  void load_all();
  void tell(const ThreadId& thread, Instant at, Look look);
  void take_news();
  void arm(const ThreadId& thread, Instant due);
  void disarm(const ThreadId& thread);
  Result<Settled> settle(const ThreadId& thread, std::stop_token stop);
  Settled settle_in(db::Tx& tx, const ThreadId& thread);
  void queue_mail(db::Tx& tx, const ThreadId& thread, const store::Addressee& addressee,
                  std::pair<std::int64_t, std::int64_t> replies);
  Instant left(const Presence& presence) const;

  Parts parts_;
  const Instant started_;
  bool loaded_ = false;
  std::unique_ptr<db::Database> reader_;
  std::map<ThreadId, Instant> due_of_;
  std::set<std::pair<Instant, ThreadId>> by_due_;
  std::mutex mutex_;
  std::vector<News> news_;
  std::vector<std::pair<ProjectId, std::string>> gone_;
};

}  // namespace seggwat::notifications
