#include "mail/mime_message.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace seggwat::mail {
namespace {

Letter letter() {
  Letter made;
  made.from = {"Corner Shop", "support@shop.example"};
  made.to = "user@site.example";
  made.subject = "Reply from Corner Shop";
  made.text = "Hello\n";
  made.html = "<p>Hello</p>\n";
  made.message_id = "abc@shop.example";
  made.date = from_millis(1'800'000'000'000);
  return made;
}

std::string header_part(const std::string& message) { return message.substr(0, message.find("\r\n\r\n")); }

std::vector<std::string> header_names(const std::string& message) {
  std::vector<std::string> names;
  const auto head = header_part(message) + "\r\n";
  for (std::size_t at = 0; at < head.size(); at = head.find("\r\n", at) + 2) {
    if (head[at] != ' ' && head[at] != '\t') names.push_back(head.substr(at, head.find(':', at) - at));
  }
  return names;
}

void expect_good_lines(const std::string& message) {
  std::size_t line = 0;
  for (std::size_t at = 0; at < message.size(); ++at) {
    const auto c = static_cast<unsigned char>(message[at]);
    ASSERT_LT(c, 0x80) << at;
    ASSERT_NE(c, 0U) << at;
    if (c == '\r') {
      ASSERT_EQ(message.substr(at, 2), "\r\n") << at;
    }
    if (c == '\n') {
      ASSERT_EQ(message.substr(at - 1, 2), "\r\n") << at;
      line = 0;
    } else {
      ASSERT_LE(++line, 998U) << at;
    }
  }
}

TEST(MimeMessage, has_every_header_a_generated_mail_needs) {
  auto made = letter();
  made.reply_to = Mailbox{"", "answers@shop.example"};
  made.in_reply_to = "b@shop.example";
  made.references = {"a@shop.example", "b@shop.example"};
  made.unsubscribe_url = "https://chat.example/mail/unsubscribe?t=abc";
  made.language = "de";
  const auto message = build_mime(made);
  ASSERT_TRUE(message.has_value());
  for (const std::string line :
       {"From: Corner Shop <support@shop.example>", "To: user@site.example", "Reply-To: answers@shop.example",
        "Subject: Reply from Corner Shop", "Message-ID: <abc@shop.example>", "In-Reply-To: <b@shop.example>",
        "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "List-Unsubscribe: <https://chat.example/mail/unsubscribe?t=abc>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click", "Content-Language: de", "Date: Fri, 15 Jan 2027 08:00:00 +0000"}) {
    EXPECT_TRUE(("\r\n" + header_part(*message) + "\r\n").contains("\r\n" + line + "\r\n")) << line << "\n"
                                                                                            << header_part(*message);
  }
  expect_good_lines(*message);
}

TEST(MimeMessage, a_long_way_to_unsubscribe_stands_there_as_it_is) {
  auto made = letter();
  made.unsubscribe_url = "https://support-chat.a-rather-long-name.example/mail/unsubscribe?t=" + std::string(43, 'A');
  const auto message = build_mime(made);
  ASSERT_TRUE(message.has_value());
  EXPECT_TRUE(header_part(*message).contains("\r\nList-Unsubscribe: <" + *made.unsubscribe_url + ">\r\n")) << *message;
  expect_good_lines(*message);
}

TEST(MimeMessage, long_ids_of_a_thread_stand_there_as_they_are) {
  auto made = letter();
  const std::string id = std::string(64, 'a') + "@mail.a-rather-long-name.example";
  made.message_id = id;
  made.in_reply_to = id;
  made.references = std::vector<std::string>(10, id);
  const auto message = build_mime(made);
  ASSERT_TRUE(message.has_value());
  EXPECT_FALSE(header_part(*message).contains("=?")) << header_part(*message);
  expect_good_lines(*message);
}

TEST(MimeMessage, hostile_names_and_subjects_cannot_add_a_header) {
  for (const std::string evil : {"a\r\nBcc: v@x.example", "a\nBcc: v@x.example", "a\rBcc: v@x.example",
                                 "a\xE2\x80\xA8"
                                 "Bcc: v@x.example",
                                 "a\xC2\x85"
                                 "Bcc: v@x.example",
                                 "\"a\" <v@x.example>,", "=?utf-8?q?=0D=0ABcc:_v?="}) {
    auto made = letter();
    made.from.name = evil;
    made.subject = evil;
    const auto message = build_mime(made);
    ASSERT_TRUE(message.has_value());
    EXPECT_FALSE(message->contains("\nBcc")) << *message;
    EXPECT_FALSE(message->contains("\rBcc"));
    EXPECT_EQ(header_names(*message), header_names(*build_mime(letter()))) << header_part(*message);
    expect_good_lines(*message);
  }
}

TEST(MimeMessage, hostile_addresses_and_ids_are_refused) {
  for (const std::string evil :
       {"a@b.example\r\nBcc: v@x.example", "a@b.example, c@d.example", "<a@b.example>", "a@b", "", "a\n@b.example"}) {
    auto made = letter();
    made.to = evil;
    EXPECT_FALSE(build_mime(made).has_value()) << evil;
    made = letter();
    made.from.address = evil;
    EXPECT_FALSE(build_mime(made).has_value()) << evil;
    made = letter();
    made.reply_to = Mailbox{"", evil};
    EXPECT_FALSE(build_mime(made).has_value()) << evil;
  }
  for (const std::string evil : {"a@b>\r\nBcc: v", "a b@c", "a@b\n"}) {
    auto made = letter();
    made.message_id = evil;
    EXPECT_FALSE(build_mime(made).has_value());
    made = letter();
    made.references = {evil};
    EXPECT_FALSE(build_mime(made).has_value());
    made = letter();
    made.unsubscribe_url = evil;
    EXPECT_FALSE(build_mime(made).has_value() && evil != "a@b\n");
  }
}

TEST(MimeMessage, bodies_with_smuggled_ends_long_lines_and_odd_bytes_stay_plain_lines) {
  for (const std::string& body :
       {std::string(1'000'000, 'x'), std::string(".\n"), std::string("a\n.\r\nMAIL FROM:<x>\r\n"), std::string("a\r.\rb"),
        std::string("a\r\n.\nb"), std::string("nul\0here", 8), std::string("\r\r\n\n\r"), std::string(5000, ' ') + "x",
        std::string("ümlaut – 日本語 🎉 = =3D From me\nFrom you"), std::string(400'000, '=')}) {
    auto made = letter();
    made.text = body;
    made.html = body;
    const auto message = build_mime(made);
    ASSERT_TRUE(message.has_value());
    expect_good_lines(*message);
  }
}

TEST(MimeMessage, international_domains_stay_in_their_ascii_form) {
  auto made = letter();
  made.to = "user@XN--bcher-kva.example";
  made.from = {"Bücherei " + std::string(90, 'x') + "ü", "support@xn--bcher-kva.example"};
  made.reply_to = Mailbox{"", "answers@xn--bcher-kva.example"};
  const auto message = build_mime(made);
  ASSERT_TRUE(message.has_value());
  expect_good_lines(*message);
  EXPECT_TRUE(message->contains("To: user@XN--bcher-kva.example\r\n")) << header_part(*message);
  EXPECT_TRUE(message->contains("<support@xn--bcher-kva.example>\r\n")) << header_part(*message);
  EXPECT_TRUE(message->contains("Reply-To: answers@xn--bcher-kva.example\r\n")) << header_part(*message);
}

TEST(MimeMessage, text_that_is_not_utf8_is_refused) {
  auto made = letter();
  made.text = "\xFF";
  EXPECT_FALSE(build_mime(made).has_value());
}

TEST(MimeMessage, long_headers_are_folded) {
  auto made = letter();
  made.subject = std::string(150, 'a') + " " + std::string(40, 'b');
  for (int n = 0; n < 10; ++n) made.references.push_back("0123456789abcdef0123456789abcdef" + std::to_string(n) + "@shop.example");
  const auto message = build_mime(made);
  ASSERT_TRUE(message.has_value());
  expect_good_lines(*message);
  EXPECT_TRUE(message->contains("\r\n <") || message->contains("\r\n\t<")) << *message;
}

TEST(ParseMailbox, takes_an_address_with_or_without_a_name) {
  EXPECT_EQ(parse_mailbox("a@b.example")->address, "a@b.example");
  EXPECT_EQ(parse_mailbox(" Corner Shop <a@b.example> ")->name, "Corner Shop");
  EXPECT_EQ(parse_mailbox("\"Shop, Corner\" <a@b.example>")->name, "Shop, Corner");
  for (const auto* wrong : {"", "a", "a@b.example, c@d.example", "Shop a@b.example>", "Shop <a@b", "Shop\n<a@b.example>"}) {
    EXPECT_FALSE(parse_mailbox(wrong).has_value()) << wrong;
  }
}

}  // namespace
}  // namespace seggwat::mail
