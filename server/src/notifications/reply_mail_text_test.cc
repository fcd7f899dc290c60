#include "notifications/reply_mail_text.h"

#include <gtest/gtest.h>

#include "notifications/message_html.h"
#include "notifications/unsubscribe_page.h"
#include "notifications/unsubscribe_token.h"

namespace seggwat::notifications {
namespace {

const std::vector<std::string> kOrigins{"https://shop.example"};

ReplyMailContent content() {
  return {.language = mail::Language::en,
          .project = "Corner Shop",
          .accent = "#10b981",
          .user_name = "Grace",
          .replies = {{"Ada", "We open at nine."}},
          .link = "https://shop.example/cart#seggwat-chat",
          .linkable_origins = kOrigins,
          .unsubscribe_url = "https://chat.example/mail/unsubscribe?t=abc"};
}

TEST(MessageHtml, html_stays_text) {
  for (const std::string evil : {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><a href='javascript:x'>", "<!--",
                                 "</table>", "**<b>**", "`<i>`", "```\n<u>\n```", "[<b>](https://shop.example/)"}) {
    const auto html = message_html(evil, kOrigins);
    for (const auto* forbidden : {"<script", "<img", "<a href='", "<!--", "</table", "<b>", "<i>", "<u>"}) {
      EXPECT_FALSE(html.contains(forbidden)) << html;
    }
  }
}

TEST(MessageHtml, only_known_origins_become_links) {
  EXPECT_TRUE(message_html("see https://shop.example/help.", kOrigins).contains("<a href=\"https://shop.example/help\" rel="));
  EXPECT_TRUE(message_html("[help](https://shop.example/help)", kOrigins).contains(">help</a>"));
  for (const auto* other :
       {"https://evil.example/", "https://shop.example@evil.example/", "http://shop.example/", "javascript:alert(1)",
        "//shop.example", "[x](javascript:alert(1))", "[x](https://evil.example/)", "https://shop.example.evil.example",
        "mailto:a@b.example", "https://shop.example:.evil.example", "https://shop.example:a"}) {
    EXPECT_FALSE(message_html(other, kOrigins).contains("<a ")) << other;
  }
  EXPECT_TRUE(message_html("[x](https://evil.example/)", kOrigins).contains("x (https://evil.example/)"));
}

TEST(MessageHtml, the_small_markdown_subset_is_shown) {
  EXPECT_TRUE(message_html("a **b** c", {}).contains("a <strong>b</strong> c"));
  EXPECT_TRUE(message_html("*b* and _c_ and ~~d~~", {}).contains("<em>b</em> and <em>c</em> and <s>d</s>"));
  EXPECT_TRUE(message_html("snake_case_name 2 * 3 * 4", {}).contains("snake_case_name 2 * 3 * 4"));
  EXPECT_TRUE(message_html("one\ntwo", {}).contains("one<br>\ntwo"));
  EXPECT_TRUE(message_html("\\*not\\*", {}).contains("*not*"));
}

TEST(MessageHtml, long_and_deep_input_ends_quickly) {
  EXPECT_FALSE(message_html(std::string(10'000, '*'), {}).empty());
  EXPECT_FALSE(message_html(std::string(10'000, '['), {}).empty());
  std::string nested;
  for (int n = 0; n < 2000; ++n) nested += "**a _b ";
  EXPECT_FALSE(message_html(nested, {}).empty());
}

TEST(ReplyMailText, plain_text_says_what_the_html_says) {
  const auto text = reply_text(content());
  const auto html = reply_html(content());
  for (const auto* part : {"Hi Grace,", "Ada has replied to you:", "We open at nine.", "https://shop.example/cart#seggwat-chat",
                           "https://chat.example/mail/unsubscribe?t=abc", "Corner Shop"}) {
    EXPECT_TRUE(text.contains(part)) << part << text;
    EXPECT_TRUE(html.contains(part)) << part;
  }
}

TEST(ReplyMailText, no_address_of_a_member_is_ever_shown) {
  auto mail = content();
  mail.replies = {{"ada@team.example", "Hello"}};
  EXPECT_FALSE(reply_text(mail).contains("ada@"));
  EXPECT_FALSE(reply_html(mail).contains("ada@"));
  EXPECT_TRUE(reply_text(mail).contains("The team of Corner Shop has replied"));
}

TEST(ReplyMailText, several_authors_are_named_one_by_one) {
  auto mail = content();
  mail.replies = {{"Ada", "One"}, {"Bob", "Two"}};
  EXPECT_TRUE(reply_text(mail).contains("Ada:\nOne\n\nBob:\nTwo"));
  EXPECT_TRUE(reply_text(mail).contains("The team of Corner Shop has replied to you while you were away:"));
}

TEST(ReplyMailText, speaks_the_users_language) {
  auto mail = content();
  for (const auto& [tag, subject] : std::vector<std::pair<std::string, std::string>>{{"de-AT", "Antwort von Corner Shop"},
                                                                                     {"sv", "Svar från Corner Shop"},
                                                                                     {"fr_CA", "Réponse de Corner Shop"},
                                                                                     {"xx", "Reply from Corner Shop"},
                                                                                     {"", "Reply from Corner Shop"}}) {
    mail.language = mail::language_of(tag);
    EXPECT_EQ(reply_subject(mail), subject);
    EXPECT_TRUE(reply_html(mail).contains("<html lang=\"" + std::string(mail::to_text(mail.language)) + "\">"));
    EXPECT_FALSE(reply_text(mail).contains("{"));
  }
}

TEST(ReplyMailText, loads_nothing_and_runs_nothing) {
  const auto html = reply_html(content());
  for (const auto* forbidden : {"<img", "<script", "src=", "url(", "@import", "<link", "<form"})
    EXPECT_FALSE(html.contains(forbidden)) << forbidden;
}

TEST(UnsubscribeToken, opens_only_what_was_made_with_the_key) {
  const UnsubscribeTokens tokens(sha256("key"));
  const UnsubscribeTokens others(sha256("another key"));
  const ThreadId thread{{{1, 2, 3}}};
  const auto token = tokens.make(thread);
  EXPECT_EQ(token.size(), 43U);
  EXPECT_EQ(tokens.open(token), thread);
  EXPECT_EQ(others.open(token), std::nullopt);
  for (std::size_t at = 0; at < token.size(); ++at) {
    auto changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_EQ(tokens.open(changed), std::nullopt) << at;
  }
  for (const auto* wrong : {"", "A", "not a token", "=====", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    EXPECT_EQ(tokens.open(wrong), std::nullopt);
}

TEST(UnsubscribePage, is_closed_to_everything_but_its_own_form) {
  const auto page = unsubscribe_page(UnsubscribeState::asking, mail::Language::fr, "<b>Shop</b>");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.body.contains("<form method=\"post\">"));
  EXPECT_TRUE(page.body.contains("&lt;b&gt;Shop"));
  EXPECT_FALSE(page.body.contains("<b>"));
  EXPECT_FALSE(page.body.contains("<script"));
  EXPECT_EQ(unsubscribe_page(UnsubscribeState::unknown, mail::Language::en, "").status, 404);
}

}  // namespace
}  // namespace seggwat::notifications
