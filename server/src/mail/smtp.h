#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "mail/smtp_url.h"
#include "mail/transport.h"

namespace seggwat::mail {

struct SmtpOptions {
  std::string ca_file;    // PEM with the only trusted roots; empty: the system's
  std::string ehlo_name;  // how we introduce ourselves; empty: the machine's name
  Seconds connect_timeout{30};
  Seconds reply_timeout{600};  // RFC 5321 §4.5.3.2 asks for at least 5 minutes, 10 after the final dot
};

// SMTP over libcurl, one connection a mail. Certificates are always verified; a server that offers STARTTLS and then fails it gets
// no mail; nothing is ever sent in plain text instead. Of the replies of a server:
// 5xx to MAIL, RCPT, DATA or the text is permanent, except 552 (RFC 5321 §4.5.3.1.10) and those that ask for a sign-in;
// every other refusal, and every cut connection before the final 250, is temporary.
class SmtpTransport final : public Transport {
 public:
  SmtpTransport(SmtpServer server, SmtpOptions options);
  Outcome deliver(const Envelope& envelope, std::string_view message, std::stop_token stop) override;

 private:
  SmtpServer server_;
  SmtpOptions options_;
};

// One step of a trial dialogue: what we did, and what came back.
struct ProbeStep {
  std::string name;  // connect, EHLO, STARTTLS, AUTH, NOOP, QUIT
  bool ok = false;
  std::string said;
};
struct Probe {
  bool ok = false;
  std::vector<ProbeStep> steps;  // up to and including the first one that failed
};
// Connects, signs in and says NOOP, without sending a mail. Blocks, at most the timeouts of `options`.
Probe probe_smtp(const SmtpServer& server, const SmtpOptions& options);

}  // namespace seggwat::mail
