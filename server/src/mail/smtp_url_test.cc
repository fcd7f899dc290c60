#include "mail/smtp_url.h"

#include <gtest/gtest.h>

#include "mail/smtp_dialogue.h"

namespace seggwat::mail {
namespace {

using Security = SmtpServer::Security;

TEST(SmtpUrl, the_scheme_and_the_credentials_choose_the_security) {
  const auto plain = parse_smtp_url("smtp://mail.example");
  ASSERT_TRUE(plain.has_value());
  EXPECT_EQ(plain->security, Security::starttls_if_offered);
  EXPECT_EQ(plain->port, 587);
  const auto signed_in = parse_smtp_url("smtp://me%40mail.example:p%3Ass%2F@mail.example:25");
  ASSERT_TRUE(signed_in.has_value());
  EXPECT_EQ(signed_in->security, Security::starttls_required);
  EXPECT_EQ(signed_in->user, "me@mail.example");
  EXPECT_EQ(signed_in->password, "p:ss/");
  EXPECT_EQ(signed_in->port, 25);
  const auto tls = parse_smtp_url("smtps://mail.example/");
  ASSERT_TRUE(tls.has_value());
  EXPECT_EQ(tls->security, Security::tls);
  EXPECT_EQ(tls->port, 465);
  EXPECT_EQ(to_text(*parse_smtp_url("smtp://[::1]:1025")), "smtp://[::1]:1025");
}

TEST(SmtpUrl, a_wrong_one_is_refused_without_repeating_the_password) {
  for (const auto* wrong :
       {"", "mail.example:25", "http://mail.example", "smtp://", "smtp://user@mail.example", "smtp://:hunter2@mail.example",
        "smtp://u:hunter2@mail.example/path", "smtp://u:hunter2@mail.example?x", "smtp://u:hunter2@ma il.example",
        "smtp://u:hunter2@mail.example:99999", "smtp://u:hunter2%0d%0a@mail.example", "smtp://u:hunter2@mail.example:0"}) {
    const auto server = parse_smtp_url(wrong);
    ASSERT_FALSE(server.has_value()) << wrong;
    EXPECT_EQ(server.error().code, "invalid_smtp_url");
    EXPECT_FALSE(server.error().message.contains("hunter2"));
  }
}

TEST(SmtpDialogue, credentials_never_show_up_in_what_was_said) {
  const SmtpServer server{Security::starttls_required, "mail.example", 587, "me", "hunter2"};
  SmtpDialogue dialogue(server);
  dialogue.note_sent("AUTH PLAIN AG1lAGh1bnRlcjI=\r\n");
  dialogue.note_sent("aHVudGVyMg==\r\n");
  dialogue.note_received("535 refused: AG1lAGh1bnRlcjI= and aHVudGVyMg== and hunter2\x1b[31m\r\n");
  EXPECT_EQ(dialogue.last().command, "AUTH");
  EXPECT_EQ(dialogue.last().code, 535);
  EXPECT_EQ(dialogue.last().words, "535 refused: *** and *** and *** [31m");
}

TEST(SmtpDialogue, lines_of_one_reply_are_joined_and_the_mail_itself_is_a_stage) {
  SmtpDialogue dialogue(SmtpServer{});
  dialogue.note_received("220-hello\r\n");
  dialogue.note_received("220 there\r\n");
  EXPECT_EQ(dialogue.last().words, "220-hello 220 there");
  dialogue.note_sent("DATA\r\n");
  dialogue.note_received("354 go on\r\n");
  dialogue.note_received("552 too much\r\n");
  EXPECT_EQ(dialogue.last().command, "text");
  EXPECT_EQ(dialogue.last().code, 552);
}

}  // namespace
}  // namespace seggwat::mail
