#pragma once

#include <utility>

#include "mail/queued_mail.h"
#include "mail/settings.h"
#include "notifications/team_mail.h"

namespace seggwat::notifications {

// Writes the mails to the team.
class TeamMailWriter final : public mail::Writer {
 public:
  struct Parts {
    const mail::Settings& settings;
    TeamOnline team_online;
  };
  explicit TeamMailWriter(Parts parts) : parts_(std::move(parts)) {}

  // Nobody needs a mail whose messages are read by now, or who has left the team or its project, or wants no more mail. While
  // somebody is online it waits.
  Verdict check(db::Tx& tx, mail::QueuedMail& mail) override;
  Result<mail::Letter> compose(db::Database& snapshot, const mail::QueuedMail& mail) override;
  void on_sent(db::Tx&, const mail::QueuedMail&) override {}
  void on_failed(db::Tx&, const mail::QueuedMail&, std::string_view) override {}

 private:
  Parts parts_;
};

}  // namespace seggwat::notifications
