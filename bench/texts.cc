#include "texts.h"

#include <array>
#include <cmath>
#include <string_view>
#include <vector>

namespace bench {
namespace {

// The most frequent words of each language first, then what people ask of a shop.
constexpr std::array<std::string_view, 7> kVocabularies{
    "the to i my is a it and you for of in have not on this that can with order your we please but me are was do if be no from an "
    "will "
    "at when how what just now so there out get one time any still has thank hello they email account know like payment card "
    "delivery "
    "would could parcel refund back did help need why been only after today yesterday tomorrow money price size colour number "
    "address "
    "received waiting arrived broken wrong missing invoice return exchange cancel change update login password reset error page "
    "button "
    "website app phone download install shipping tracking customs warehouse courier signature neighbour voucher discount "
    "subscription "
    "renewal upgrade trial feature setting notification export import report dashboard browser screen charger battery cable "
    "adapter "
    "warranty repair manual shelf kitchen drawer hinge lamp sofa mattress washing machine filter pump hose thermostat radiator",
    "ich die der und das ist nicht zu in ein es sie mit den auf für habe bitte eine meine bestellung noch aber wie dem an kann von "
    "mir "
    "wird sind wir im hallo danke bei oder schon heute wann rechnung lieferung paket geld zurück konto passwort zahlung adresse "
    "größe "
    "farbe nummer falsch kaputt fehlt stornieren ändern rücksendung umtausch gutschein versand liefertermin kühlschrank "
    "waschmaschine "
    "garantie ersatzteil anleitung fehlermeldung kündigung vertrag verlängerung überweisung mahnung bestätigung fußboden schlüssel "
    "tür",
    "och jag det är att i en på inte för har min som med den ni kan till av om hej tack var men vi så när ett beställning leverans "
    "paket "
    "pengar tillbaka konto lösenord betalning faktura storlek färg nummer fel trasig saknas avboka ändra retur byte presentkort "
    "frakt "
    "kylskåp tvättmaskin garanti reservdel bruksanvisning prenumeration uppsägning förlängning bekräftelse nyckel dörr hylla lampa",
    "je le la de et les est ne pas un une vous pour que en ma mon à il dans sur merci bonjour mais avec ce commande livraison "
    "colis "
    "remboursement compte mot passe paiement facture taille couleur numéro erreur cassé manque annuler modifier retour échange bon "
    "réduction expédition réfrigérateur garantie pièce notice abonnement résiliation prolongation virement confirmation étagère "
    "élève",
    "и в не на я что с это как мой у вы но по заказ мне за все так от есть бы до для когда уже доставка посылка деньги возврат "
    "счёт "
    "пароль оплата размер цвет номер ошибка сломан отменить изменить обмен купон гарантия инструкция подписка подтверждение ключ "
    "ёлка",
    "我 的 订单 请 退款 什么 时候 可以 收到 没有 快递 地址 修改 取消 付款 发票 客服 你好 谢谢 商品 坏了 换货 尺寸 颜色 密码 登录 "
    "错误 优惠券 会员 "
    "保修 说明书 物流 信息 更新 问题 帮助 包裹 丢失 重新 发送 确认 邮箱 账号 余额 充值",
    "注文 の は を に が です ます お願い 返品 交換 配送 届き ません 確認 住所 変更 キャンセル 支払い 領収書 ありがとう ございます "
    "商品 壊れて サイズ "
    "色 パスワード ログイン エラー クーポン 会員 保証 説明書 追跡 番号 メール アカウント 残高"};
constexpr std::array<unsigned, 7> kShares{55, 15, 6, 10, 6, 5, 3};  // percent
constexpr std::array<std::string_view, 24> kSyllables{"ba",  "ko", "ri",  "ten", "lu",  "mar", "sel", "vo",
                                                      "dan", "pi", "gra", "nor", "fa",  "zu",  "hel", "mi",
                                                      "tor", "ca", "ven", "os",  "lin", "du",  "per", "ga"};
constexpr std::array<std::string_view, 32> kGivenNames{
    "Ada",    "Ben",   "Chloé", "David", "Elena", "Farid",  "Grace", "Henrik", "Ines",  "Jonas",  "Katarzyna",
    "Łukasz", "María", "Noah",  "Olga",  "Paul",  "Quinn",  "Rosa",  "Søren",  "Tomás", "Ulrike", "Viktor",
    "Wei",    "Xenia", "Yusuf", "Zoë",   "明",    "さくら", "Иван",  "Åsa",    "Emma",  "Liam"};

const std::vector<std::string_view>& words_of(std::size_t language) {
  static const auto all = [] {
    std::array<std::vector<std::string_view>, kVocabularies.size()> lists;
    for (std::size_t i = 0; i < lists.size(); ++i) {
      for (auto rest = kVocabularies[i]; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        lists[i].push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return lists;
  }();
  return all[language];
}

// The rank of a word: the n-th is n times rarer than the first.
std::size_t rank(double random, std::size_t count) {
  return static_cast<std::size_t>(std::pow(static_cast<double>(count), random)) % count;
}

}  // namespace

std::string Texts::rare_word() {
  std::string word;
  for (std::uint64_t i = 0, count = 3 + below(2); i < count; ++i) word += kSyllables[below(kSyllables.size())];
  return word;
}

std::string Texts::sentence(std::size_t language) {
  const auto& words = words_of(language);
  const bool spaced = language < 5;
  std::string text;
  for (std::uint64_t i = 0, count = 4 + below(16); i < count; ++i) {
    if (spaced && i > 0) text += ' ';
    const auto kind = below(100);
    if (kind < 3) {
      text += "#" + std::to_string(100'000 + below(900'000));
    } else if (kind < 8) {
      text += rare_word();
    } else {
      const double random = static_cast<double>(below(1'000'000)) / 1'000'000;
      text += words[rank(random, words.size())];
    }
  }
  return text + (spaced ? ". " : "。");
}

std::string Texts::message() {
  auto share = below(100);
  std::size_t language = 0;
  while (share >= kShares[language]) share -= kShares[language++];
  std::string text;
  for (std::uint64_t i = 0, count = 1 + below(3); i < count; ++i) text += sentence(language);
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

std::string Texts::person_name() {
  auto family = rare_word();
  family.front() = static_cast<char>(family.front() - 32);
  return std::string(kGivenNames[below(kGivenNames.size())]) + " " + family;
}

std::string Texts::email_of(const std::string& name, std::int64_t number) {
  const auto family = name.substr(name.rfind(' ') + 1);
  return family + std::to_string(number) + "@" + (below(3) == 0 ? "mail.example" : "post.example");
}

}  // namespace bench
