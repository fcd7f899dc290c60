// A mail's wire form. Lines: sender's name, recipient, subject, message id, unsubscribe link; the rest is the text.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "mail/html.h"
#include "mail/mime_message.h"

namespace seggwat::fuzz {
namespace {

constexpr std::array<std::string_view, 14> kHeaders{"From",
                                                    "To",
                                                    "Reply-To",
                                                    "Subject",
                                                    "Date",
                                                    "Message-Id",
                                                    "In-Reply-To",
                                                    "References",
                                                    "Auto-Submitted",
                                                    "Content-Language",
                                                    "List-Unsubscribe",
                                                    "MIME-Version",
                                                    "List-Unsubscribe-Post",
                                                    "Content-Type"};

void is_one_known_header(std::string_view line) {
  if (line.starts_with(' ') || line.starts_with('\t')) return;
  const auto name = line.substr(0, line.find(':'));
  must(std::ranges::any_of(kHeaders, [&](std::string_view known) { return equals_ignoring_case(known, name); }));
}

void is_sound(std::string_view wire) {
  bool in_headers = true;
  while (!wire.empty()) {
    const auto end = wire.find("\r\n");
    must(end != std::string_view::npos && end <= 998);
    const auto line = wire.substr(0, end);
    must(line.find_first_of("\r\n") == std::string_view::npos && !line.contains('\0'));
    must(std::ranges::all_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    if (line.empty()) in_headers = false;
    if (in_headers) is_one_known_header(line);
    wire.remove_prefix(end + 2);
  }
}

}  // namespace

void run(std::string_view bytes) {
  mail::Letter letter;
  letter.from = {.name = std::string(take_line(bytes)), .address = "support@shop.example"};
  letter.to = take_line(bytes);
  letter.subject = take_line(bytes);
  letter.message_id = take_line(bytes);
  if (const auto url = take_line(bytes); !url.empty()) letter.unsubscribe_url = std::string(url);
  letter.text = bytes;
  letter.html = mail::paragraph(mail::escape_html(bytes));
  letter.references = {letter.message_id, "first@shop.example"};
  const auto wire = mail::build_mime(letter);
  if (!wire) return must(wire.error().code == "invalid_letter");
  is_sound(*wire);
}

}  // namespace seggwat::fuzz
