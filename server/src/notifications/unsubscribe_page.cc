#include "notifications/unsubscribe_page.h"

#include <sodium.h>

#include "base/secret.h"
#include "mail/html.h"

namespace seggwat::notifications {
namespace {

using mail::escape_html;
using mail::fill;

// {0} project.
struct Wording {
  std::string_view title;
  std::string_view question;
  std::string_view button;
  std::string_view done_title;
  std::string_view done;
  std::string_view unknown_title;
  std::string_view unknown;
};

constexpr Wording kWordings[] = {
    {"Mails about replies", "{0} sends you a mail when somebody replies while you are away. Do you want no more of these mails?",
     "Stop these mails", "Done", "{0} will not mail you about replies any more. You still find them in the chat.",
     "This link does not work", "Please copy the whole link from the mail, or use the newest mail you have."},
    {"E-Mails zu Antworten",
     "{0} schickt Ihnen eine E-Mail, wenn jemand antwortet, während Sie weg sind. Möchten Sie diese E-Mails nicht mehr?",
     "E-Mails abstellen", "Erledigt", "{0} schickt Ihnen keine E-Mails zu Antworten mehr. Im Chat finden Sie sie weiterhin.",
     "Dieser Link funktioniert nicht", "Bitte kopieren Sie den ganzen Link aus der E-Mail, oder nehmen Sie die neueste E-Mail."},
    {"Mejl om svar", "{0} skickar ett mejl när någon svarar medan du är borta. Vill du inte ha fler sådana mejl?", "Stoppa mejlen",
     "Klart", "{0} mejlar dig inte längre om svar. Du hittar dem fortfarande i chatten.", "Länken fungerar inte",
     "Kopiera hela länken från mejlet, eller använd det senaste mejlet."},
    {"E-mails sur les réponses",
     "{0} vous envoie un e-mail quand quelqu’un répond en votre absence. Ne plus recevoir ces e-mails ?", "Arrêter ces e-mails",
     "C’est fait", "{0} ne vous enverra plus d’e-mails sur les réponses. Vous les trouverez toujours dans le chat.",
     "Ce lien ne fonctionne pas", "Copiez le lien entier depuis l’e-mail, ou utilisez l’e-mail le plus récent."},
};

std::string style_sheet() {
  const auto& light = mail::kLight;
  const auto& dark = mail::kDark;
  return fill(
             ":root{color-scheme:light dark}body{margin:0;padding:48px 16px;background:{0};color:{1};"
             "font:400 15px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}main{max-width:480px;margin:0 "
             "auto;padding:24px 32px;"
             "background:{2};border:1px solid {3};border-radius:10px}h1{margin:0 0 12px;font-size:22px;font-weight:600}p{margin:0 "
             "0 16px}"
             "button{min-height:44px;padding:0 20px;border:0;border-radius:6px;background:{4};color:{5};font:600 15px/1.45 inherit;"
             "font-family:inherit;cursor:pointer}button:focus-visible{outline:2px solid {4};outline-offset:2px}",
             {light.page, light.text, light.surface, light.line, mail::kAccent, mail::ink_on(mail::kAccent)}) +
         fill("@media (prefers-color-scheme:dark){body{background:{0};color:{1}}main{background:{2};border-color:{3}}}",
              {dark.page, dark.text, dark.surface, dark.line});
}

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

std::string content_of(UnsubscribeState state, const Wording& words, std::string_view project) {
  const auto name = escape_html(project);
  switch (state) {
    case UnsubscribeState::asking:
      return fill("<h1>{0}</h1><p>{1}</p><form method=\"post\"><button>{2}</button></form>",
                  {words.title, fill(words.question, {name}), words.button});
    case UnsubscribeState::done:
      return fill("<h1 role=\"status\">{0}</h1><p>{1}</p>", {words.done_title, fill(words.done, {name})});
    case UnsubscribeState::unknown:
      break;
  }
  return fill("<h1>{0}</h1><p>{1}</p>", {words.unknown_title, words.unknown});
}

}  // namespace

std::string unsubscribe_url(std::string_view public_url, std::string_view token) {
  return std::string(public_url) + std::string(kUnsubscribePath) + "?t=" + std::string(token);
}

http::Response unsubscribe_page(UnsubscribeState state, mail::Language language, std::string_view project) {
  static const std::string style = style_sheet();
  static const std::string policy = "default-src 'none'; style-src 'sha256-" + base64(as_text(sha256(style))) +
                                    "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  const auto& words = kWordings[static_cast<std::size_t>(language)];
  http::Response response;
  response.status = state == UnsubscribeState::unknown ? 404 : 200;
  response.set("Content-Type", "text/html; charset=utf-8");
  response.set("Content-Security-Policy", policy);
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Referrer-Policy", "no-referrer");
  response.set("X-Robots-Tag", "noindex");
  response.set("Cache-Control", "no-store");
  response.body = fill(
      "<!doctype html>\n<html lang=\"{0}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\">"
      "<title>{1}</title><style>{2}</style></head><body><main dir=\"auto\">{3}</main></body></html>\n",
      {mail::to_text(language), words.title, style, content_of(state, words, project)});
  return response;
}

}  // namespace seggwat::notifications
