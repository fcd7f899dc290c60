#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace seggwat::mail {

struct SmtpServer {
  enum class Security {
    starttls_if_offered,  // smtp:// without credentials
    starttls_required,    // smtp:// with credentials
    tls,                  // smtps://
  };
  Security security = Security::starttls_if_offered;
  std::string host;
  std::uint16_t port = 587;
  std::string user;  // empty: no sign-in
  std::string password;
};

// `smtp[s]://[user:password@]host[:port]`, user and password percent-encoded. Ports: 587, and 465 for smtps.
// 400 `invalid_smtp_url`; the message never repeats the password.
Result<SmtpServer> parse_smtp_url(std::string_view url);
// For logs and people: smtp://host:port, without credentials.
std::string to_text(const SmtpServer& server);

}  // namespace seggwat::mail
