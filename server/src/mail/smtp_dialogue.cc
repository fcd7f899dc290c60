#include "mail/smtp_dialogue.h"

#include <sodium.h>

#include <algorithm>

#include "base/text.h"

namespace seggwat::mail {
namespace {

constexpr std::size_t kWordsLimit = 300;

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// RFC 5321 §4.2: three digits, then a hyphen when more lines follow.
int reply_code(std::string_view line) {
  if (line.size() < 3 || !std::ranges::all_of(line.substr(0, 3), is_digit)) return 0;
  if (line.size() > 3 && line[3] != ' ' && line[3] != '-') return 0;
  return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

std::string_view without_line_end(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

SmtpDialogue::SmtpDialogue(const SmtpServer& server) {
  if (server.password.empty()) return;
  using std::string_literals::operator""s;
  hidden_ = {base64("\0"s + server.user + "\0"s + server.password), base64(server.password), server.password};
}

void SmtpDialogue::note_sent(std::string_view line) {
  line = without_line_end(line);
  const auto verb = line.substr(0, line.find(' '));
  constexpr std::string_view kVerbs[] = {"EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "NOOP", "QUIT"};
  const auto known = std::ranges::find_if(kVerbs, [&](std::string_view each) { return equals_ignoring_case(each, verb); });
  // Anything else is the continuation of a sign-in, and secret.
  if (known == std::end(kVerbs)) return;
  exchanges_.push_back({std::string(*known), 0, ""});
  reply_ended_ = false;
}

void SmtpDialogue::note_received(std::string_view line) {
  line = without_line_end(line);
  // After 354 the mail's text goes out, which is not reported: the next reply is about that text.
  if (last().command == "DATA" && last().code == 354) exchanges_.push_back({"text", 0, ""});
  auto& exchange = exchanges_.back();
  if (reply_ended_) exchange.words.clear();
  const int code = reply_code(line);
  reply_ended_ = code == 0 || line.size() < 4 || line[3] == ' ';
  if (code != 0) exchange.code = code;
  if (exchange.command == "EHLO" && line.size() > 4 && equals_ignoring_case(line.substr(4), "STARTTLS")) offers_starttls_ = true;
  if (exchange.words.size() > 4 * kWordsLimit) return;
  exchange.words = cleaned(exchange.words + (exchange.words.empty() ? "" : " ") + std::string(line));
}

std::string SmtpDialogue::cleaned(std::string_view text) const {
  std::string clean(text.substr(0, 4 * kWordsLimit));
  for (const auto& secret : hidden_) {
    for (auto at = clean.find(secret); at != std::string::npos; at = clean.find(secret, at))
      clean.replace(at, secret.size(), "***");
  }
  if (!is_utf8(clean))
    std::ranges::replace_if(
        clean, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  std::ranges::replace_if(
      clean, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return cut_to(trim_white_space(clean), kWordsLimit);
}

}  // namespace seggwat::mail
