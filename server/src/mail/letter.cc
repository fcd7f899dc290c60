#include "mail/letter.h"

#include "base/text.h"

namespace seggwat::mail {
namespace {

std::unexpected<Error> invalid_mailbox(std::string why) { return invalid("invalid_mailbox", std::move(why)); }

std::string_view without_quotes(std::string_view name) {
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"') return name.substr(1, name.size() - 2);
  return name;
}

}  // namespace

Result<Mailbox> parse_mailbox(std::string_view text) {
  text = trim_white_space(text);
  if (!is_utf8(text) || has_control_characters(text)) return invalid_mailbox("A mail address must not hold control characters.");
  Mailbox mailbox;
  if (text.ends_with('>')) {
    const auto open = text.find('<');
    if (open == std::string_view::npos) return invalid_mailbox("Write a mail address as a@b.example or as Name <a@b.example>.");
    mailbox.name = without_quotes(trim_white_space(text.substr(0, open)));
    text = text.substr(open + 1, text.size() - open - 2);
  }
  if (!is_email_address(text)) return invalid_mailbox("\"" + cut_to(text, 100) + "\" is not a mail address.");
  mailbox.address = text;
  return mailbox;
}

std::string_view domain_of(const Mailbox& mailbox) {
  return std::string_view(mailbox.address).substr(mailbox.address.find('@') + 1);
}

}  // namespace seggwat::mail
