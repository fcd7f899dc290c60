#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "db/write_lane.h"
#include "mail/queued_mail.h"
#include "mail/settings.h"

namespace seggwat::mail {

// A mail about somebody's account: an invitation or a password reset.
struct AccountMail {
  Kind kind = Kind::invitation;  // invitation or reset
  std::string recipient;
  std::string link;  // carries the one-time token; stored encrypted, and only until the mail is sent
  std::string organisation;
  std::string inviter;                // display name; invitations only
  std::optional<std::string> locale;  // the member's (for an invitation, the inviter's)
  Instant expires_at;                 // of the link: later the mail is not sent any more
};

// Queues and writes account mails.
class AccountMails final : public Writer {
 public:
  // `wake` is called after the commit that queued a mail, on whatever thread delivers commits.
  AccountMails(const Settings& settings, const SecretKey& key, Random& random, std::function<void()> wake);

  // Within the caller's transaction. Without an SMTP server it does nothing: the link is shown to whoever asked for it.
  void enqueue(db::Tx& tx, const AccountMail& mail);

  Verdict check(db::Tx& tx, QueuedMail& mail) override;
  Result<Letter> compose(db::Database& snapshot, const QueuedMail& mail) override;
  void on_sent(db::Tx& tx, const QueuedMail& mail) override;
  void on_failed(db::Tx& tx, const QueuedMail& mail, std::string_view words) override;

 private:
  std::optional<AccountMail> open(const QueuedMail& mail) const;

  const Settings& settings_;
  const SecretKey& key_;
  Random& random_;
  std::function<void()> wake_;
};

}  // namespace seggwat::mail
