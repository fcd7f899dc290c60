#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "db/write_lane.h"
#include "mail/account_mail.h"
#include "mail/mail_thread.h"
#include "mail/outbox.h"
#include "mail/settings.h"
#include "mail/smtp.h"
#include "notifications/reply_mail_routes.h"
#include "notifications/reply_mail_writer.h"
#include "notifications/reply_mails.h"
#include "notifications/team_mail_writer.h"
#include "notifications/team_mails.h"

namespace seggwat::app {

// Everything that sends mail, put together. Without an SMTP server it exists, takes everything, and does nothing.
class MailService {
 public:
  struct Parts {
    const mail::Settings& settings;
    db::WriteLane& write;
    std::string database_path;
    const Clock& clock;
    Random& random;
    const SecretKey& key;  // seals links at rest; unsubscribe tokens are made with a key derived from it
    notifications::PresenceOf presence_of;
    notifications::TeamOnline team_online;
    notifications::ReplyMailEffects effects;
  };
  explicit MailService(Parts parts);

  // Begins to send. After the write lane runs.
  void start();
  // Within about a second, also in the middle of a delivery. Before the write lane and the loop that delivers its answers stop.
  void stop();

  notifications::ReplyMails& replies() { return replies_; }
  notifications::TeamMails& team() { return team_; }
  mail::AccountMails& account() { return account_; }
  const notifications::ReplyMailRoutes& routes() const { return routes_; }
  // Any thread.
  mail::Status status() const;

 private:
  const mail::Settings& settings_;
  notifications::UnsubscribeTokens tokens_;
  mail::SmtpTransport transport_;
  notifications::ReplyMails replies_;
  notifications::ReplyMailWriter reply_writer_;
  notifications::TeamMails team_;
  notifications::TeamMailWriter team_writer_;
  mail::AccountMails account_;
  mail::Outbox outbox_;
  notifications::ReplyMailRoutes routes_;
  mail::MailThread thread_;
};

// What the SMTP dialogue needs besides the server's address.
mail::SmtpOptions smtp_options(const mail::Settings& settings);

}  // namespace seggwat::app
