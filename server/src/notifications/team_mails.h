#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "db/write_lane.h"
#include "mail/mail_thread.h"
#include "mail/settings.h"
#include "notifications/team_mail.h"

namespace seggwat::notifications {

namespace store {
struct Colleague;
struct WaitingThread;
}  // namespace store

// Decides when the team is mailed, and who of it: whom the conversation is assigned to, else one available member in turn, else all
// who may see it. What waits stands in `team_mail_due`, written with the user's message, and is looked at again at its time; there
// is one timer, for the earliest.
class TeamMails final : public mail::Worker {
 public:
  struct Parts {
    db::WriteLane& write;
    std::string database_path;
    const Clock& clock;
    Random& random;
    const mail::Settings& settings;
    TeamOnline team_online;
    std::function<void()> wake;  // MailThread::wake
  };
  explicit TeamMails(Parts parts);
  ~TeamMails() override;

  // A user has written, in the message's own transaction. Without an SMTP server it does nothing.
  void note_message(db::Tx& tx, const ThreadId& thread);

  // On the mail thread.
  std::optional<Instant> work(std::stop_token stop) override;

 private:
  using Bundles = std::map<MemberId, TeamMailPayload>;
  using Addresses = std::map<MemberId, std::string>;

  db::Database& reader();
  void settle_in(db::Tx& tx);
  void settle_thread(db::Tx& tx, const store::WaitingThread& waiting, Bundles& bundles, Addresses& addresses);
  void queue_mail(db::Tx& tx, const TeamMailPayload& payload, const std::string& recipient);

  Parts parts_;
  const Instant started_;
  std::atomic<bool> asleep_ = true;  // nothing is due, so that a first message must wake the thread
  std::unique_ptr<db::Database> reader_;
};

}  // namespace seggwat::notifications
