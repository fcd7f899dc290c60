#include "load/xmpp_dialogue.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bench {
namespace {

constexpr std::string_view kLogin = "<auth mechanism='PLAIN'>AGEAYg==</auth>";
constexpr std::string_view kHead =
    "<?xml version='1.0'?><stream:stream id='1' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
constexpr std::string_view kMessage =
    "<message to='a@localhost/bench' from='b@localhost/bench' type='chat' id='c1'>"
    "<stanza-id id='1700' by='a@localhost' xmlns='urn:xmpp:sid:0'/><body>m4 hello</body></message>";

// A dialogue, what it told, and how it answered.
struct Talk {
  XmppDialogue dialogue{kLogin};
  std::vector<std::string> told;

  bool hear(std::string_view bytes) {
    return dialogue.feed(bytes, [this](const Event& event) {
      told.push_back(std::string(event.name) + (event.data.empty() ? "" : ": " + std::string(event.data)));
    });
  }
  std::string answer_to(std::string_view bytes) {
    EXPECT_TRUE(hear(bytes)) << dialogue.fault();
    return dialogue.take_replies();
  }
  void log_in() {
    answer_to(std::string(kHead) + "<stream:features><mechanisms/></stream:features>");
    answer_to("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    answer_to(std::string(kHead) + "<stream:features><bind/></stream:features>");
    answer_to("<iq type='result' id='bind'><bind><jid>a@localhost/bench</jid></bind></iq>");
    answer_to("<enabled xmlns='urn:xmpp:sm:3'/><a h='1' xmlns='urn:xmpp:sm:3'/>");
  }
};

TEST(XmppDialogue, logs_in_step_by_step) {
  Talk talk;
  EXPECT_EQ(talk.answer_to(kHead), "");
  EXPECT_EQ(talk.answer_to("<stream:features><mechanisms/></stream:features>"), kLogin);
  EXPECT_EQ(talk.answer_to("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"), XmppDialogue::kOpening);
  EXPECT_TRUE(talk.answer_to(std::string(kHead) + "<stream:features><bind/></stream:features>").starts_with("<iq type='set'"));
  EXPECT_TRUE(talk.answer_to("<iq type='result' id='bind'><bind/></iq>").ends_with("<presence/><r xmlns='urn:xmpp:sm:3'/>"));
  EXPECT_EQ(talk.answer_to("<enabled xmlns='urn:xmpp:sm:3'/>"), "");
  EXPECT_TRUE(talk.told.empty());
  EXPECT_EQ(talk.answer_to("<presence from='a@localhost/bench'/><a h='1' xmlns='urn:xmpp:sm:3'/>"), "");
  EXPECT_EQ(talk.told, std::vector<std::string>{"ready"});
}

TEST(XmppDialogue, tells_messages_and_counts_them_for_the_server) {
  Talk talk;
  talk.log_in();
  EXPECT_EQ(talk.answer_to("<presence/>" + std::string(kMessage) + "<r xmlns='urn:xmpp:sm:3'/>"),
            "<a xmlns='urn:xmpp:sm:3' h='2'/>");
  EXPECT_EQ(talk.told.back(), "message: " + std::string(kMessage));
}

TEST(XmppDialogue, tells_what_the_server_has_taken) {
  Talk talk;
  talk.log_in();
  talk.answer_to("<a h='2' xmlns='urn:xmpp:sm:3'/>");
  talk.answer_to("<a h='3' xmlns='urn:xmpp:sm:3'/>");
  EXPECT_EQ(talk.told, (std::vector<std::string>{"ready", "taken", "taken"}));
}

TEST(XmppDialogue, finds_an_acknowledgement_that_leaves_one_out) {
  Talk talk;
  talk.log_in();
  EXPECT_FALSE(talk.hear("<a h='1' xmlns='urn:xmpp:sm:3'/>"));
  EXPECT_EQ(talk.told, std::vector<std::string>{"ready"});
}

TEST(XmppDialogue, finds_a_message_that_is_not_in_the_archive) {
  Talk talk;
  talk.log_in();
  EXPECT_FALSE(talk.hear("<message from='b@localhost/bench' type='chat'><body>m4 hello</body></message>"));
  EXPECT_EQ(talk.told, std::vector<std::string>{"ready"});
}

TEST(XmppDialogue, finds_refusals) {
  for (const std::string_view refusal : {"<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>",
                                         "<stream:error><policy-violation/></stream:error>", "</stream:stream>"}) {
    Talk early;
    early.answer_to(std::string(kHead) + "<stream:features><mechanisms/></stream:features>");
    EXPECT_FALSE(early.hear(refusal)) << refusal;
    EXPECT_NE(early.dialogue.fault().find(refusal), std::string::npos);
    Talk late;
    late.log_in();
    EXPECT_FALSE(late.hear(refusal)) << refusal;
  }
  Talk bounced;
  bounced.log_in();
  EXPECT_FALSE(bounced.hear("<message type='error' from='b@localhost'><stanza-id id='1'/><body>m4</body></message>"));
  EXPECT_EQ(bounced.told, std::vector<std::string>{"ready"});
}

}  // namespace
}  // namespace bench
