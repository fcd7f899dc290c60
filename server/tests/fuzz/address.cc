// Mail addresses, as pages, members and settings write them, and SMTP URLs.
#include <algorithm>

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "mail/letter.h"
#include "mail/smtp_url.h"

namespace seggwat::fuzz {

void run(std::string_view bytes) {
  if (is_email_address(bytes)) {
    must(bytes.size() <= 254 && std::ranges::count(bytes, '@') == 1 && !bytes.starts_with('-'));
    must(std::ranges::all_of(bytes, [](char c) { return c > ' ' && c < 0x7F; }));
    must(bytes.find_first_of("<>()[],;:\\\"") == std::string_view::npos);
  }
  if (const auto mailbox = mail::parse_mailbox(bytes)) {
    must(is_email_address(mailbox->address) && !has_control_characters(mailbox->name));
    must(mail::domain_of(*mailbox).contains('.'));
  }
  const auto server = mail::parse_smtp_url(bytes);
  if (!server) return;
  must(!server->host.empty() && !has_control_characters(server->host) && server->port != 0);
  must(server->password.empty() || server->password.size() < 4 || !mail::to_text(*server).contains(server->password + "@"));
}

}  // namespace seggwat::fuzz
