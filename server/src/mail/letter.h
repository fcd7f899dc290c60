#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace seggwat::mail {

// A display name (may be empty, any UTF-8) and one plain ASCII address.
struct Mailbox {
  std::string name;
  std::string address;
};

// `a@b.example` or `Name <a@b.example>`, as settings write it. 400 `invalid_mailbox` says what is wrong.
Result<Mailbox> parse_mailbox(std::string_view text);
// The part behind the @.
std::string_view domain_of(const Mailbox& mailbox);

// One mail to one person, before it is put into its wire form. Message ids stand without angle brackets.
struct Letter {
  Mailbox from;
  std::optional<Mailbox> reply_to;
  std::string to;
  std::string subject;
  std::string text;
  std::string html;
  std::string language = "en";
  std::string message_id;
  std::optional<std::string> in_reply_to;
  std::vector<std::string> references;
  Instant date;
  std::optional<std::string> unsubscribe_url;  // takes the one-click POST of RFC 8058
};

}  // namespace seggwat::mail
