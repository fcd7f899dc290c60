#include "mail/mime_message.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "base/text.h"

namespace seggwat::mail {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

void init_gmime() {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
}

constexpr std::size_t kNameLimit = 100;
constexpr std::size_t kSubjectLimit = 200;

// Line and paragraph separators and the characters that turn the direction of what follows them.
bool breaks_a_header(std::string_view sequence) {
  const auto last = static_cast<unsigned char>(sequence[2]);
  if (sequence.starts_with("\xE2\x80")) return last == 0x8E || last == 0x8F || (last >= 0xA8 && last <= 0xAE);
  return sequence.starts_with("\xE2\x81") && last >= 0xA6 && last <= 0xA9;
}

// Text for a display name or a subject: one line, no control or bidirectional characters.
std::string one_line(std::string_view text, std::size_t limit) {
  if (!is_utf8(text)) return {};
  std::string clean;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool c1 = byte == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0;
    if (byte < 0x20 || byte == 0x7F || c1) {
      clean += ' ';
      at += c1 ? 2 : 1;
    } else if (byte == 0xE2 && breaks_a_header(text.substr(at, 3))) {
      at += 3;
    } else {
      clean += text[at++];
    }
  }
  return cut_to(trim_white_space(clean), limit);
}

// Printable ASCII without what ends an angle-bracketed value.
bool fits_in_brackets(std::string_view text, std::size_t limit) {
  return !text.empty() && text.size() <= limit &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F && c != '<' && c != '>'; });
}

bool is_message_id(std::string_view id) { return id.contains('@') && fits_in_brackets(id, 250); }

std::unexpected<Error> invalid_letter(std::string what) {
  return invalid("invalid_letter", "The mail's " + std::move(what) + " cannot stand in a header.");
}

Status check_headers(const Letter& letter) {
  if (!is_email_address(letter.to)) return invalid_letter("recipient");
  if (!is_email_address(letter.from.address)) return invalid_letter("sender");
  if (letter.reply_to && !is_email_address(letter.reply_to->address)) return invalid_letter("reply address");
  if (!is_message_id(letter.message_id)) return invalid_letter("message id");
  if (letter.in_reply_to && !is_message_id(*letter.in_reply_to)) return invalid_letter("previous message id");
  if (!std::ranges::all_of(letter.references, is_message_id)) return invalid_letter("references");
  if (letter.unsubscribe_url && !fits_in_brackets(*letter.unsubscribe_url, 900)) return invalid_letter("unsubscribe link");
  if (!is_utf8(letter.text) || !is_utf8(letter.html)) return invalid_letter("text");
  return {};
}

void add_mailbox(InternetAddressList* list, const Mailbox& mailbox) {
  const auto name = one_line(mailbox.name, kNameLimit);
  const Owned<InternetAddress> address(
      internet_address_mailbox_new(name.empty() ? nullptr : name.c_str(), mailbox.address.c_str()));
  internet_address_set_charset(address.get(), "utf-8");
  internet_address_list_add(list, address.get());
}

void set_header(GMimeMessage* message, const char* name, const std::string& value) {
  g_mime_object_set_header(GMIME_OBJECT(message), name, value.c_str(), "utf-8");
}

// As it is, on one line: set_header() would write a URL of more than some 70 characters as encoded words, which no reader of mail
// takes apart in a header of this kind.
void set_url_header(GMimeMessage* message, const char* name, const std::string& url) {
  set_header(message, name, "-");
  auto* header = g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(message)), name);
  g_mime_header_set_raw_value(header, (" <" + url + ">\n").c_str());
}

// GMime writes a domain that is given in its ASCII form (xn--…) in the letters it stands for, which a header may hold on its way
// through some servers only. Takes such an address as it is.
void keep_ascii(GMimeMessage* message, const char* name, const Mailbox& mailbox) {
  if (!to_lower_ascii(mailbox.address).contains("xn--")) return;
  std::string value = mailbox.address;
  if (const auto words = one_line(mailbox.name, kNameLimit); !words.empty()) {
    char* phrase = g_mime_utils_header_encode_phrase(nullptr, words.c_str(), "utf-8");
    value = std::string(phrase) + "\n <" + value + ">";
    g_free(phrase);
  }
  for (auto at = value.find("?= =?"); at != std::string::npos; at = value.find("?= =?", at)) value.insert(at + 2, "\n");
  auto* header = g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(message)), name);
  g_mime_header_set_raw_value(header, (" " + value + "\n").c_str());
}

std::string bracketed(const std::vector<std::string>& ids) {
  std::string all;
  for (const auto& id : ids) all += (all.empty() ? "<" : " <") + id + ">";
  return all;
}

void set_headers(GMimeMessage* message, const Letter& letter) {
  add_mailbox(g_mime_message_get_from(message), letter.from);
  add_mailbox(g_mime_message_get_to(message), Mailbox{"", letter.to});
  if (letter.reply_to) add_mailbox(g_mime_message_get_reply_to(message), *letter.reply_to);
  g_mime_message_set_subject(message, one_line(letter.subject, kSubjectLimit).c_str(), "utf-8");
  GDateTime* date = g_date_time_new_from_unix_utc(to_millis(letter.date) / 1000);
  g_mime_message_set_date(message, date);
  g_date_time_unref(date);
  keep_ascii(message, "From", letter.from);
  keep_ascii(message, "To", Mailbox{"", letter.to});
  if (letter.reply_to) keep_ascii(message, "Reply-To", *letter.reply_to);
  set_header(message, "Message-ID", "<" + letter.message_id + ">");
  if (letter.in_reply_to) set_header(message, "In-Reply-To", "<" + *letter.in_reply_to + ">");
  if (!letter.references.empty()) set_header(message, "References", bracketed(letter.references));
  set_header(message, "Auto-Submitted", "auto-generated");
  set_header(message, "Content-Language", letter.language);
  if (!letter.unsubscribe_url) return;
  set_url_header(message, "List-Unsubscribe", *letter.unsubscribe_url);
  set_header(message, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
}

// RFC 2046 §4.1.1: a text line ends with CRLF and nothing else; here LF, which becomes CRLF on output.
std::string with_plain_line_ends(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r') {
      clean += '\n';
      if (at + 1 < text.size() && text[at + 1] == '\n') ++at;
    } else if (text[at] != '\0') {
      clean += text[at];
    }
  }
  return clean;
}

void add_text(GMimeMultipart* alternatives, const char* subtype, const std::string& text) {
  const auto clean = with_plain_line_ends(text);
  const Owned<GMimePart> part(g_mime_part_new_with_type("text", subtype));
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(clean.data(), clean.size()));
  const Owned<GMimeDataWrapper> content(g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_part_set_content(part.get(), content.get());
  g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  g_mime_multipart_add(alternatives, GMIME_OBJECT(part.get()));
}

std::string to_wire(GMimeMessage* message) {
  GMimeFormatOptions* format = g_mime_format_options_new();
  g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
  char* text = g_mime_object_to_string(GMIME_OBJECT(message), format);
  std::string wire(text);
  g_free(text);
  g_mime_format_options_free(format);
  return wire;
}

}  // namespace

Result<std::string> build_mime(const Letter& letter) {
  if (auto status = check_headers(letter); !status) return std::unexpected(std::move(status.error()));
  init_gmime();
  const Owned<GMimeMessage> message(g_mime_message_new(TRUE));
  set_headers(message.get(), letter);
  const Owned<GMimeMultipart> alternatives(g_mime_multipart_new_with_subtype("alternative"));
  add_text(alternatives.get(), "plain", letter.text);
  add_text(alternatives.get(), "html", letter.html);
  g_mime_message_set_mime_part(message.get(), GMIME_OBJECT(alternatives.get()));
  return to_wire(message.get());
}

}  // namespace seggwat::mail
