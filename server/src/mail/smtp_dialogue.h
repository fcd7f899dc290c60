#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mail/smtp_url.h"

namespace seggwat::mail {

// What was said on one SMTP connection, command by command, without the mail's text and without credentials.
class SmtpDialogue {
 public:
  struct Exchange {
    std::string command;  // "connect", "EHLO", "MAIL", …; "text" for the mail itself
    int code = 0;         // 0: no reply came
    std::string words;    // the reply's lines joined, cleaned, at most 300 characters
  };

  explicit SmtpDialogue(const SmtpServer& server);

  void note_sent(std::string_view line);
  void note_received(std::string_view line);

  const std::vector<Exchange>& exchanges() const { return exchanges_; }
  const Exchange& last() const { return exchanges_.back(); }
  // The server's answer to EHLO names the extension STARTTLS.
  bool offers_starttls() const { return offers_starttls_; }
  // One printable line without the credentials of this server.
  std::string cleaned(std::string_view text) const;

 private:
  std::vector<Exchange> exchanges_{{"connect", 0, ""}};
  std::vector<std::string> hidden_;
  bool offers_starttls_ = false;
  bool reply_ended_ = false;
};

}  // namespace seggwat::mail
