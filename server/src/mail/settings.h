#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "mail/letter.h"
#include "mail/smtp_url.h"

namespace seggwat::mail {

// How this installation sends mail. Without a server no mail is queued, and nothing waits.
struct Settings {
  std::optional<SmtpServer> server;
  std::string ca_file;              // SEGGWAT_SMTP_CA: PEM with the only trusted roots; empty: the system's
  Mailbox from;                     // SEGGWAT_MAIL_FROM
  std::optional<Mailbox> reply_to;  // SEGGWAT_MAIL_REPLY_TO; none: the sender
  std::string public_url;           // without a trailing slash: unsubscribe links begin with it
  Milliseconds quiet{60'000};       // SEGGWAT_MAIL_QUIET
  Milliseconds team_wait{180'000};  // SEGGWAT_TEAM_MAIL_WAIT

  bool configured() const { return server.has_value(); }
};

// For the dashboard.
struct Status {
  bool configured = false;
  std::optional<std::string> from;
  std::optional<std::string> last_error;  // since the last mail that was sent
};

}  // namespace seggwat::mail
