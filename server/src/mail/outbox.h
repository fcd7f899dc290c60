#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "db/database.h"
#include "db/write_lane.h"
#include "mail/mail_thread.h"
#include "mail/queued_mail.h"
#include "mail/settings.h"
#include "mail/transport.h"

namespace seggwat::mail {

// Wait before the next attempt after `attempts` of them: 15 s, doubling to 1 h, ±20 % by `fraction` in [0, 1).
Milliseconds retry_delay(int attempts, double fraction);
// After this long without success a mail has failed.
inline constexpr Milliseconds kGiveUpAfter = std::chrono::days(3);

// Sends what stands in `mails`. Each attempt is claimed in a transaction that already writes down when the next one would be, so a
// crash at any point leads to another attempt with the same Message-ID; nothing is lost, and only a crash between the server's 250
// and our commit sends twice.
class Outbox final : public Worker {
 public:
  struct Parts {
    db::WriteLane& write;
    std::string database_path;  // for a read-only connection of its own, opened when first needed
    const Clock& clock;
    Random& random;
    Transport& transport;
    Writer& replies;
    Writer& account;
    Writer& team;
    Mailbox sender;  // the envelope's sender
  };
  explicit Outbox(Parts parts);
  ~Outbox() override;

  // On the mail thread: makes one attempt, for the mail that has been due for longest.
  std::optional<Instant> work(std::stop_token stop) override;
  // Any thread: what the last attempt said, if no mail was sent since.
  std::optional<std::string> last_error() const;

 private:
  struct Attempt;
  db::Database& reader();
  Writer& writer_of(Kind kind);
  // Nothing inside: there is no mail to send after all.
  Result<std::optional<QueuedMail>> claim(const MailId& id, std::stop_token stop);
  Outcome send(const QueuedMail& mail, std::stop_token stop);
  bool record(const Attempt& attempt, std::stop_token stop);
  void write_outcome(db::Tx& tx, const Attempt& attempt);
  void remember(const QueuedMail& mail, const Outcome& outcome);

  Parts parts_;
  std::unique_ptr<db::Database> reader_;
  std::unique_ptr<Attempt> unrecorded_;  // sent or refused, but storage could not take the outcome yet
  mutable std::mutex mutex_;
  std::optional<std::string> last_error_;
};

}  // namespace seggwat::mail
