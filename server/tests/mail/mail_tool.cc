// Drives the mail parts from outside, for the tests that have a real SMTP server on the other end. Answers with one JSON object.
//   mail_tool send URL CA_FILE FROM TO < MESSAGE
//   mail_tool probe URL CA_FILE
//   mail_tool reply-mail < {"language","project","accent","user_name","link","unsubscribe_url","replies":[{"author","body"}]}

#include <cstdlib>
#include <iostream>
#include <iterator>

#include "base/json.h"
#include "base/secret.h"
#include "mail/mime_message.h"
#include "mail/smtp.h"
#include "notifications/reply_mail_text.h"

namespace seggwat {
namespace {

std::string read_input() { return {std::istreambuf_iterator<char>(std::cin), {}}; }

mail::SmtpOptions options(const char* ca_file) {
  mail::SmtpOptions made;
  made.ca_file = ca_file;
  made.ehlo_name = "tests.example";
  const char* timeout = std::getenv("MAIL_TOOL_TIMEOUT");
  if (timeout != nullptr) made.reply_timeout = Seconds(std::atoi(timeout));
  return made;
}

std::string_view to_text(mail::Outcome::Kind kind) {
  using Kind = mail::Outcome::Kind;
  return kind == Kind::sent ? "sent" : kind == Kind::temporary ? "temporary" : kind == Kind::permanent ? "permanent" : "stopped";
}

json::object send(const mail::SmtpServer& server, char** arguments) {
  mail::SmtpTransport transport(server, options(arguments[3]));
  const auto outcome = transport.deliver({arguments[4], arguments[5]}, read_input(), {});
  return {{"kind", to_text(outcome.kind)}, {"words", outcome.words}};
}

json::object probe(const mail::SmtpServer& server, char** arguments) {
  const auto found = mail::probe_smtp(server, options(arguments[3]));
  json::array steps;
  for (const auto& step : found.steps) steps.push_back(json::object{{"name", step.name}, {"ok", step.ok}, {"said", step.said}});
  return {{"ok", found.ok}, {"steps", std::move(steps)}};
}

json::object reply_mail() {
  const auto input = parse_json_object(read_input());
  if (!input) return {{"error", input.error().message}};
  Fields fields(*input);
  notifications::ReplyMailContent content;
  content.language = mail::language_of(fields.required_text("language"));
  content.project = fields.required_text("project");
  content.accent = fields.text("accent").value_or("");
  content.user_name = fields.text("user_name");
  content.link = fields.text("link");
  content.unsubscribe_url = fields.required_text("unsubscribe_url");
  content.linkable_origins = {"https://shop.example"};
  for (const auto& reply : *fields.list("replies")) {
    Fields each(reply.as_object());
    content.replies.push_back({each.required_text("author"), each.required_text("body")});
  }
  mail::Letter letter;
  letter.from = {content.project, "support@shop.example"};
  letter.to = "user@site.example";
  letter.subject = notifications::reply_subject(content);
  letter.text = notifications::reply_text(content);
  letter.html = notifications::reply_html(content);
  letter.message_id = "0123456789abcdef@shop.example";
  letter.unsubscribe_url = content.unsubscribe_url;
  letter.date = from_millis(1'800'000'000'000);
  const auto message = mail::build_mime(letter);
  if (!message) return {{"error", message.error().message}};
  return {{"message", *message}, {"html", letter.html}, {"text", letter.text}};
}

json::object run(int count, char** arguments) {
  const std::string mode = count > 1 ? arguments[1] : "";
  if (mode == "reply-mail") return reply_mail();
  if (count < 4) return {{"error", "too few arguments"}};
  const auto server = mail::parse_smtp_url(arguments[2]);
  if (!server) return {{"error", server.error().message}};
  if (mode == "probe") return probe(*server, arguments);
  if (mode == "send" && count == 6) return send(*server, arguments);
  return {{"error", "unknown mode"}};
}

}  // namespace
}  // namespace seggwat

int main(int count, char** arguments) {
  seggwat::init_crypto();
  std::cout << boost::json::serialize(seggwat::run(count, arguments)) << "\n";
  return 0;
}
