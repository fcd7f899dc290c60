#include "base/text.h"
#include "mail/html.h"
#include "notifications/team_mail.h"

namespace seggwat::notifications {
namespace {

using mail::escape_html;
using mail::fill;

constexpr std::size_t kNameLimit = 80;
constexpr std::size_t kBodyShown = 500;

// {0} the user, {1} the project, {2} a number.
struct Wording {
  std::string_view subject_one;
  std::string_view subject_many;
  std::string_view intro_one;
  std::string_view intro_many;
  std::string_view more;
  std::string_view open_one;
  std::string_view open_many;
  std::string_view why;
  std::string_view settings;
};

constexpr Wording kWordings[] = {
    {"{0} is waiting for an answer ({1})", "{2} people are waiting for an answer", "{0} has written in {1}, and nobody was online:",
     "{2} people have written, and nobody was online:", "… and {2} more", "Open the conversation", "Open the inbox",
     "You receive this mail because you are in the team and messages had stayed unread.", "Choose what you are mailed about"},
    {"{0} wartet auf eine Antwort ({1})", "{2} Personen warten auf eine Antwort",
     "{0} hat in {1} geschrieben, und niemand war online:", "{2} Personen haben geschrieben, und niemand war online:",
     "… und {2} weitere", "Unterhaltung öffnen", "Posteingang öffnen",
     "Du erhältst diese E-Mail, weil du zum Team gehörst und Nachrichten ungelesen geblieben sind.",
     "Auswählen, wovon du E-Mails erhältst"},
    {"{0} väntar på svar ({1})", "{2} personer väntar på svar", "{0} har skrivit i {1}, och ingen var online:",
     "{2} personer har skrivit, och ingen var online:", "… och {2} till", "Öppna konversationen", "Öppna inkorgen",
     "Du får det här mejlet eftersom du är med i teamet och meddelanden hade blivit liggande olästa.", "Välj vad du får mejl om"},
    {"{0} attend une réponse ({1})", "{2} personnes attendent une réponse", "{0} a écrit dans {1} et personne n’était en ligne :",
     "{2} personnes ont écrit et personne n’était en ligne :", "… et {2} de plus", "Ouvrir la conversation",
     "Ouvrir la boîte de réception",
     "Vous recevez cet e-mail car vous faites partie de l’équipe et des messages étaient restés non lus.",
     "Choisir les e-mails reçus"},
};

const Wording& words_of(const TeamMailContent& content) { return kWordings[static_cast<std::size_t>(content.language)]; }

// One line, cut to a sensible length.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : cut_to(trim_white_space(text), kNameLimit))
    line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return line;
}

std::string in_words(const TeamMailContent& content, std::string_view one, std::string_view many) {
  const auto& first = content.entries.front();
  const auto number = std::to_string(content.entries.size());
  return fill(content.entries.size() == 1 ? one : many, {one_line(first.user), one_line(first.project), number});
}

std::string intro_of(const TeamMailContent& content) {
  return in_words(content, words_of(content).intro_one, words_of(content).intro_many);
}

std::string heading_of(const TeamMailEntry& entry) { return one_line(entry.user) + " · " + one_line(entry.project); }

std::string surplus_of(const TeamMailContent& content, const TeamMailEntry& entry) {
  const auto hidden = entry.count - static_cast<std::int64_t>(entry.bodies.size());
  return hidden > 0 ? fill(words_of(content).more, {"", "", std::to_string(hidden)}) : std::string();
}

std::string entry_html(const TeamMailContent& content, const TeamMailEntry& entry) {
  std::string inside = fill(
      "<p dir=\"auto\" style=\"margin:0 0 6px;font:600 13px/1.45 system-ui,sans-serif\"><a href=\"{0}\" style=\"color:inherit\">{1}"
      "</a></p>",
      {escape_html(entry.link), escape_html(heading_of(entry))});
  for (const auto& body : entry.bodies) {
    inside +=
        fill("<p dir=\"auto\" style=\"margin:0 0 12px;white-space:pre-line\">{0}</p>", {escape_html(cut_to(body, kBodyShown))});
  }
  if (const auto more = surplus_of(content, entry); !more.empty()) inside += mail::paragraph(escape_html(more));
  return fill(
      "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:0 0 8px\"><tr><td class=\"bubble\" "
      "style=\"background:{0};border-radius:16px;padding:12px 16px 0\">{1}</td></tr></table>\n",
      {mail::kLight.bubble, inside});
}

}  // namespace

std::string team_mail_subject(const TeamMailContent& content) {
  return in_words(content, words_of(content).subject_one, words_of(content).subject_many);
}

std::string team_mail_text(const TeamMailContent& content) {
  const auto& words = words_of(content);
  std::string text = intro_of(content) + "\n\n";
  for (const auto& entry : content.entries) {
    text += heading_of(entry) + "\n";
    for (const auto& body : entry.bodies) text += cut_to(trim_white_space(body), kBodyShown) + "\n";
    if (const auto more = surplus_of(content, entry); !more.empty()) text += more + "\n";
    text += entry.link + "\n\n";
  }
  return text + "-- \n" + std::string(words.why) + "\n" + std::string(words.settings) + ": " + content.settings_link + "\n";
}

std::string team_mail_html(const TeamMailContent& content) {
  const auto& words = words_of(content);
  const bool one = content.entries.size() == 1;
  mail::Sheet sheet;
  sheet.language = content.language;
  sheet.title = team_mail_subject(content);
  sheet.heading = one_line(content.entries.front().project);
  sheet.content = mail::paragraph(escape_html(intro_of(content)));
  for (const auto& entry : content.entries) sheet.content += entry_html(content, entry);
  sheet.button_label = one ? words.open_one : words.open_many;
  sheet.button_url = one ? content.entries.front().link : content.inbox_link;
  sheet.footer = fill("{0}<br><a href=\"{1}\" style=\"color:inherit\">{2}</a>",
                      {escape_html(words.why), escape_html(content.settings_link), escape_html(words.settings)});
  return mail::render_sheet(sheet);
}

}  // namespace seggwat::notifications
