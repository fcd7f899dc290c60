#include "notifications/reply_mail_text.h"

#include "base/text.h"
#include "mail/html.h"
#include "notifications/message_html.h"

namespace seggwat::notifications {
namespace {

using mail::escape_html;
using mail::fill;

constexpr std::size_t kNameLimit = 80;

// {0} project, {1} who replied, {2} the user's name.
struct Wording {
  std::string_view subject;
  std::string_view greeting;
  std::string_view nameless_greeting;
  std::string_view intro_one;
  std::string_view intro_many;
  std::string_view team;
  std::string_view button;
  std::string_view without_link;
  std::string_view why;
  std::string_view unsubscribe;
};

constexpr Wording kWordings[] = {
    {"Reply from {0}", "Hi {2},", "Hi,", "{1} has replied to you:", "{1} has replied to you while you were away:",
     "The team of {0}", "Open the conversation", "To answer, open the chat where you wrote to us.",
     "You receive this mail because you wrote to {0} in the chat and were no longer there when the reply came.",
     "No more mails about replies"},
    {"Antwort von {0}", "Hallo {2},", "Hallo,", "{1} hat Ihnen geantwortet:", "{1} hat Ihnen geantwortet, während Sie weg waren:",
     "Das Team von {0}", "Unterhaltung öffnen", "Zum Antworten öffnen Sie den Chat, in dem Sie uns geschrieben haben.",
     "Sie erhalten diese E-Mail, weil Sie {0} im Chat geschrieben haben und nicht mehr da waren, als die Antwort kam.",
     "Keine E-Mails mehr zu Antworten"},
    {"Svar från {0}", "Hej {2}!", "Hej!", "{1} har svarat dig:", "{1} har svarat dig medan du var borta:", "Teamet på {0}",
     "Öppna konversationen", "Öppna chatten där du skrev till oss för att svara.",
     "Du får det här mejlet eftersom du skrev till {0} i chatten och inte längre var kvar när svaret kom.",
     "Inga fler mejl om svar"},
    {"Réponse de {0}", "Bonjour {2},", "Bonjour,", "{1} vous a répondu :", "{1} vous a répondu pendant votre absence :",
     "L’équipe de {0}", "Ouvrir la conversation", "Pour répondre, ouvrez le chat depuis lequel vous nous avez écrit.",
     "Vous recevez cet e-mail parce que vous avez écrit à {0} dans le chat et que vous n’étiez plus là à l’arrivée de la réponse.",
     "Ne plus recevoir d’e-mails sur les réponses"},
};

const Wording& words_of(const ReplyMailContent& content) { return kWordings[static_cast<std::size_t>(content.language)]; }

// One line, cut to a sensible length.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : cut_to(trim_white_space(text), kNameLimit))
    line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return line;
}

// A member's display name; never something that looks like an address.
std::string author_of(const ReplyMailContent& content, const store::Reply& reply) {
  if (reply.author.empty() || reply.author.contains('@')) return fill(words_of(content).team, {one_line(content.project)});
  return one_line(reply.author);
}

// Who replied, when it was one person; else the team.
std::string authors_of(const ReplyMailContent& content) {
  const auto first = author_of(content, content.replies.front());
  for (const auto& reply : content.replies) {
    if (author_of(content, reply) != first) return fill(words_of(content).team, {one_line(content.project)});
  }
  return first;
}

bool has_many_authors(const ReplyMailContent& content) {
  const auto first = author_of(content, content.replies.front());
  for (const auto& reply : content.replies) {
    if (author_of(content, reply) != first) return true;
  }
  return false;
}

std::string greeting_of(const ReplyMailContent& content) {
  const auto name = content.user_name ? one_line(*content.user_name) : std::string();
  return name.empty() ? std::string(words_of(content).nameless_greeting) : fill(words_of(content).greeting, {"", "", name});
}

std::string intro_of(const ReplyMailContent& content) {
  const auto& words = words_of(content);
  return fill(content.replies.size() == 1 ? words.intro_one : words.intro_many, {"", authors_of(content)});
}

// A file is named, never shown: it is opened in the conversation.
std::string file_line(const std::string& name) { return "📎 " + one_line(name); }

std::string bubble(const ReplyMailContent& content, const store::Reply& reply, bool named) {
  std::string inside;
  if (named) {
    inside =
        fill("<p dir=\"auto\" class=\"faint\" style=\"margin:0 0 4px;color:{0};font:600 13px/1.45 system-ui,sans-serif\">{1}</p>",
             {mail::kLight.faint, escape_html(author_of(content, reply))});
  }
  if (!reply.body.empty()) inside += message_html(reply.body, content.linkable_origins);
  for (const auto& file : reply.files) {
    inside += fill("<p dir=\"auto\" style=\"margin:0 0 12px;font:500 15px/1.45 system-ui,sans-serif\">{0}</p>",
                   {escape_html(file_line(file))});
  }
  return fill(
      "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:0 0 8px\"><tr><td class=\"bubble\" "
      "style=\"background:{0};border-radius:16px;padding:12px 16px 0\">{1}</td></tr></table>\n",
      {mail::kLight.bubble, inside});
}

}  // namespace

std::string reply_subject(const ReplyMailContent& content) { return fill(words_of(content).subject, {one_line(content.project)}); }

std::string reply_text(const ReplyMailContent& content) {
  const auto& words = words_of(content);
  std::string text = greeting_of(content) + "\n\n" + intro_of(content) + "\n\n";
  const bool named = has_many_authors(content);
  for (const auto& reply : content.replies) {
    if (named) text += author_of(content, reply) + ":\n";
    if (!reply.body.empty()) text += std::string(trim_white_space(reply.body)) + "\n";
    for (const auto& file : reply.files) text += file_line(file) + "\n";
    text += "\n";
  }
  text += content.link ? std::string(words.button) + ":\n" + *content.link + "\n\n" : std::string(words.without_link) + "\n\n";
  text += "-- \n" + fill(words.why, {one_line(content.project)}) + "\n";
  return text + std::string(words.unsubscribe) + ": " + content.unsubscribe_url + "\n";
}

std::string reply_html(const ReplyMailContent& content) {
  const auto& words = words_of(content);
  mail::Sheet sheet;
  sheet.language = content.language;
  sheet.title = reply_subject(content);
  sheet.heading = one_line(content.project);
  if (!content.accent.empty()) sheet.accent = content.accent;
  sheet.content = mail::paragraph(escape_html(greeting_of(content))) + mail::paragraph(escape_html(intro_of(content)));
  const bool named = has_many_authors(content);
  for (const auto& reply : content.replies) sheet.content += bubble(content, reply, named);
  if (!content.link) sheet.content += mail::paragraph(escape_html(words.without_link));
  sheet.button_label = words.button;
  sheet.button_url = content.link.value_or("");
  sheet.footer = fill("<span dir=\"auto\">{0}</span><br><a href=\"{1}\" style=\"color:inherit\">{2}</a>",
                      {escape_html(fill(words.why, {one_line(content.project)})), escape_html(content.unsubscribe_url),
                       escape_html(words.unsubscribe)});
  return mail::render_sheet(sheet);
}

}  // namespace seggwat::notifications
