#include "mail/account_mail.h"

#include <gtest/gtest.h>

#include <future>

#include "mail/mail_store.h"
#include "support/mail_world.h"

namespace seggwat::mail {
namespace {

using testing::MailWorld;

class AccountMailsTest : public ::testing::Test {
 protected:
  AccountMailsTest()
      : key({7}),
        account(world.settings, key, world.random, [] {}),
        outbox({.write = *world.lane,
                .database_path = world.dir.file("seggwat.db"),
                .clock = world.clock,
                .random = world.random,
                .transport = world.transport,
                .replies = account,
                .account = account,
                .team = account,
                .sender = world.settings.from}) {}

  void queue(const AccountMail& mail) {
    std::promise<void> done;
    world.lane->submit<bool>(
        [&](db::Tx& tx) -> Result<bool> {
          account.enqueue(tx, mail);
          return true;
        },
        [&](Result<bool>) { done.set_value(); });
    done.get_future().get();
  }
  void send_all() {
    for (auto next = outbox.work({}); next && *next <= world.clock.now(); next = outbox.work({})) {
    }
  }
  AccountMail invitation() const {
    return {Kind::invitation,
            "new@team.example",
            "https://chat.example/invite#token=abc123",
            "Corner Shop",
            "Ada",
            "de",
            world.clock.now() + std::chrono::days(7)};
  }

  MailWorld world;
  SecretKey key;
  AccountMails account;
  Outbox outbox;
};

TEST_F(AccountMailsTest, an_invitation_is_sent_in_the_given_language_with_its_link) {
  queue(invitation());
  send_all();
  ASSERT_EQ(world.transport.deliveries.size(), 1U);
  EXPECT_EQ(world.transport.deliveries[0].envelope.to, "new@team.example");
  EXPECT_EQ(world.transport.header(0, "From"), "Corner Shop <support@shop.example>");
  EXPECT_EQ(world.transport.header(0, "Content-Language"), "de");
  EXPECT_TRUE(world.transport.deliveries[0].message.contains("/invite#token=3Dabc123"));
  EXPECT_TRUE(world.transport.header(0, "List-Unsubscribe").empty());
}

TEST_F(AccountMailsTest, the_link_is_never_readable_in_the_database_and_gone_once_sent) {
  queue(invitation());
  EXPECT_FALSE(world.text("SELECT payload FROM mails").contains("abc123"));
  EXPECT_FALSE(world.text("SELECT payload FROM mails").contains("chat.example"));
  send_all();
  EXPECT_EQ(world.text("SELECT payload FROM mails"), "{}");
}

TEST_F(AccountMailsTest, a_link_that_has_expired_is_not_sent_any_more) {
  world.transport.answers = {{Outcome::Kind::temporary, "451 later"}};
  auto reset = invitation();
  reset.kind = Kind::reset;
  reset.expires_at = world.clock.now() + Seconds(10);
  queue(reset);
  send_all();
  world.clock.advance(Seconds(60));
  send_all();
  EXPECT_EQ(world.transport.deliveries.size(), 1U);
  EXPECT_EQ(world.number("SELECT count(*) FROM mails"), 0);
}

TEST_F(AccountMailsTest, a_reset_names_the_server_and_shows_no_address_of_the_inviter) {
  auto reset = invitation();
  reset.kind = Kind::reset;
  reset.organisation = "";
  reset.inviter = "ada@team.example";
  reset.locale.reset();
  queue(reset);
  send_all();
  ASSERT_EQ(world.transport.deliveries.size(), 1U);
  EXPECT_TRUE(world.transport.deliveries[0].message.contains("chat.shop.example"));
  EXPECT_FALSE(world.transport.deliveries[0].message.contains("ada@team"));
  EXPECT_EQ(world.transport.header(0, "Subject"), "Choose a new password");
}

TEST_F(AccountMailsTest, nothing_is_queued_without_an_smtp_server) {
  world.settings.server.reset();
  queue(invitation());
  EXPECT_EQ(world.number("SELECT count(*) FROM mails"), 0);
}

}  // namespace
}  // namespace seggwat::mail
