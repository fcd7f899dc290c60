#include "mail/account_mail.h"

#include "base/json.h"
#include "base/text.h"
#include "mail/html.h"
#include "mail/mail_store.h"

namespace seggwat::mail {
namespace {

constexpr std::size_t kNameLimit = 100;

// {0} organisation, {1} inviter.
struct Wording {
  std::string_view subject;
  std::string_view greeting;
  std::string_view body;
  std::string_view button;
  std::string_view validity;
  std::string_view footer;
};

constexpr Wording kInvitations[] = {
    {"{1} invites you to {0}", "Hello,", "{1} has invited you to join {0} and answer its users' messages.", "Accept the invitation",
     "The invitation is valid for 7 days and can be used once.",
     "You receive this mail because {1} entered your address. If you did not expect it, you can ignore it."},
    {"{1} lädt Sie zu {0} ein", "Guten Tag,",
     "{1} hat Sie eingeladen, bei {0} mitzuarbeiten und Nachrichten von Nutzern zu beantworten.", "Einladung annehmen",
     "Die Einladung gilt 7 Tage und kann einmal verwendet werden.",
     "Sie erhalten diese E-Mail, weil {1} Ihre Adresse eingetragen hat. Wenn Sie sie nicht erwartet haben, können Sie sie "
     "ignorieren."},
    {"{1} bjuder in dig till {0}", "Hej!", "{1} har bjudit in dig till {0} för att svara på användarnas meddelanden.",
     "Tacka ja till inbjudan", "Inbjudan gäller i 7 dagar och kan användas en gång.",
     "Du får det här mejlet eftersom {1} har angett din adress. Om du inte väntade dig det kan du bortse från det."},
    {"{1} vous invite à rejoindre {0}", "Bonjour,", "{1} vous invite à rejoindre {0} pour répondre aux messages des utilisateurs.",
     "Accepter l’invitation", "L’invitation est valable 7 jours et ne peut servir qu’une fois.",
     "Vous recevez cet e-mail parce que {1} a saisi votre adresse. Si vous ne l’attendiez pas, vous pouvez l’ignorer."},
};

constexpr Wording kResets[] = {
    {"Choose a new password", "Hello,", "somebody, probably you, asked for a new password for your account at {0}.",
     "Choose a new password", "The link is valid for one hour and can be used once.",
     "If it was not you, ignore this mail: your password stays as it is."},
    {"Neues Passwort wählen", "Guten Tag,", "jemand, vermutlich Sie, hat ein neues Passwort für Ihr Konto bei {0} angefordert.",
     "Neues Passwort wählen", "Der Link gilt eine Stunde und kann einmal verwendet werden.",
     "Wenn Sie es nicht waren, ignorieren Sie diese E-Mail: Ihr Passwort bleibt unverändert."},
    {"Välj ett nytt lösenord", "Hej!", "Någon, troligen du, har bett om ett nytt lösenord till ditt konto hos {0}.",
     "Välj ett nytt lösenord", "Länken gäller i en timme och kan användas en gång.",
     "Om det inte var du kan du bortse från mejlet: ditt lösenord ändras inte."},
    {"Choisissez un nouveau mot de passe", "Bonjour,",
     "quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte chez {0}.", "Choisir un nouveau mot de passe",
     "Le lien est valable une heure et ne peut servir qu’une fois.",
     "Si ce n’était pas vous, ignorez cet e-mail : votre mot de passe reste inchangé."},
};

const Wording& wording_of(const AccountMail& mail) {
  const auto language = static_cast<std::size_t>(language_of(mail.locale.value_or("en")));
  return mail.kind == Kind::invitation ? kInvitations[language] : kResets[language];
}

std::string html_of(const AccountMail& mail, const Wording& words) {
  const auto organisation = escape_html(mail.organisation);
  const auto inviter = escape_html(mail.inviter);
  Sheet sheet;
  sheet.language = language_of(mail.locale.value_or("en"));
  sheet.title = fill(words.subject, {mail.organisation, mail.inviter});
  sheet.heading = mail.organisation;
  sheet.content = paragraph(words.greeting) + paragraph(fill(words.body, {organisation, inviter})) + paragraph(words.validity);
  sheet.button_label = words.button;
  sheet.button_url = mail.link;
  sheet.footer = fill(words.footer, {organisation, inviter});
  return render_sheet(sheet);
}

std::string text_of(const AccountMail& mail, const Wording& words) {
  return fill("{0}\n\n{1}\n\n{2}:\n{3}\n\n{4}\n\n-- \n{5}\n",
              {words.greeting, fill(words.body, {mail.organisation, mail.inviter}), words.button, mail.link, words.validity,
               fill(words.footer, {mail.organisation, mail.inviter})});
}

std::string host_of(const std::string& url) {
  const auto scheme = url.find("://");
  return scheme == std::string::npos ? url : url.substr(scheme + 3);
}

// A name that looks like an address would show one.
std::string shown_name(const std::string& name, const std::string& instead) {
  return name.empty() || name.contains('@') ? instead : cut_to(name, kNameLimit);
}

}  // namespace

AccountMails::AccountMails(const Settings& settings, const SecretKey& key, Random& random, std::function<void()> wake)
    : settings_(settings), key_(key), random_(random), wake_(std::move(wake)) {}

void AccountMails::enqueue(db::Tx& tx, const AccountMail& mail) {
  if (!settings_.configured()) return;
  const json::object content{{"link", mail.link},
                             {"organisation", cut_to(mail.organisation, kNameLimit)},
                             {"inviter", shown_name(mail.inviter, mail.organisation)},
                             {"locale", or_null(mail.locale)},
                             {"expires_at", to_millis(mail.expires_at)}};
  QueuedMail queued;
  queued.id = MailId::make(tx.now, random_);
  queued.kind = mail.kind;
  queued.recipient = mail.recipient;
  queued.message_id = to_string(queued.id) + "@" + std::string(domain_of(settings_.from));
  queued.payload = json::serialize(json::object{{"sealed", to_base64url(key_.seal(json::serialize(content), random_))}});
  queued.next_at = tx.now;
  queued.created_at = tx.now;
  store::insert(tx.database, queued);
  tx.after_commit(wake_);
}

std::optional<AccountMail> AccountMails::open(const QueuedMail& queued) const {
  const auto payload = parse_json_object(queued.payload);
  if (!payload) return std::nullopt;
  const auto box = from_base64url(Fields(*payload).required_text("sealed"));
  const auto content = box ? key_.open(*box) : std::nullopt;
  if (!content) return std::nullopt;
  const auto object = parse_json_object(*content);
  if (!object) return std::nullopt;
  Fields fields(*object);
  AccountMail mail;
  mail.kind = queued.kind;
  mail.recipient = queued.recipient;
  mail.link = fields.required_text("link");
  mail.organisation = fields.required_text("organisation");
  mail.inviter = fields.required_text("inviter");
  mail.locale = fields.text("locale");
  mail.expires_at = from_millis(fields.required_integer("expires_at"));
  return mail;
}

Writer::Verdict AccountMails::check(db::Tx& tx, QueuedMail& queued) {
  const auto mail = open(queued);
  return mail && mail->expires_at > tx.now ? Verdict::send : Verdict::drop;
}

Result<Letter> AccountMails::compose(db::Database&, const QueuedMail& queued) {
  auto mail = open(queued);
  if (!mail) return fail(ErrorKind::internal, "sealed_mail", "Its content cannot be opened with this key.");
  // A mail without an organisation names the server it comes from.
  if (mail->organisation.empty()) mail->organisation = host_of(settings_.public_url);
  const auto& words = wording_of(*mail);
  Letter letter;
  letter.from = settings_.from;
  if (letter.from.name.empty()) letter.from.name = mail->organisation;
  letter.reply_to = settings_.reply_to;
  letter.to = mail->recipient;
  letter.subject = fill(words.subject, {mail->organisation, mail->inviter});
  letter.text = text_of(*mail, words);
  letter.html = html_of(*mail, words);
  letter.language = to_text(language_of(mail->locale.value_or("en")));
  return letter;
}

void AccountMails::on_sent(db::Tx&, const QueuedMail&) {}
void AccountMails::on_failed(db::Tx&, const QueuedMail&, std::string_view) {}

}  // namespace seggwat::mail
