#include "load/stanza_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bench {
namespace {

constexpr std::string_view kHead =
    "<?xml version='1.0'?><stream:stream id='1' version='1.0' xmlns='jabber:client' "
    "xmlns:stream='http://etherx.jabber.org/streams'>";
const std::vector<std::string> kStanzas{
    "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>"
    "<register xmlns='http://jabber.org/features/iq-register'/></stream:features>",
    "<r xmlns='urn:xmpp:sm:3'/>",
    R"(<message to="a@localhost" id='a/>b' type='chat'><body>it's &lt;i/&gt; "quoted" > all right</body><x y='/'>z</x></message>)",
    "<presence/>",
    "<a h='7' xmlns='urn:xmpp:sm:3'/>",
};

std::string stream_of(const std::vector<std::string>& stanzas) {
  std::string bytes(kHead);
  for (const auto& stanza : stanzas) bytes += stanza + "\n";
  return bytes;
}

// What is told when the stream comes in pieces of `size` bytes; stops at a refusal.
std::vector<std::string> cut(std::string_view bytes, std::size_t size) {
  std::vector<std::string> told;
  StanzaReader reader;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(size, bytes.size()))) {
    if (!reader.feed(bytes.substr(0, size), [&](std::string_view stanza) { told.emplace_back(stanza); })) {
      told.emplace_back("refused");
      break;
    }
  }
  return told;
}

TEST(StanzaReader, cuts_stanzas_however_their_bytes_come) {
  const auto bytes = stream_of(kStanzas);
  for (std::size_t size = 1; size <= bytes.size(); ++size) EXPECT_EQ(cut(bytes, size), kStanzas) << size;
}

TEST(StanzaReader, begins_anew_where_both_sides_do) {
  StanzaReader reader;
  std::vector<std::string> told;
  const auto tell = [&](std::string_view stanza) {
    told.emplace_back(stanza);
    if (stanza == "<success/>") reader.restart();
  };
  EXPECT_TRUE(reader.feed(std::string(kHead) + "<success/>", tell));
  EXPECT_TRUE(reader.feed(std::string(kHead) + "<presence/>", tell));
  EXPECT_EQ(told, (std::vector<std::string>{"<success/>", "<presence/>"}));
}

TEST(StanzaReader, notices_the_end_of_the_stream) {
  const auto bytes = stream_of({"<presence/>", "</stream:stream>"});
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    EXPECT_EQ(cut(bytes, size), (std::vector<std::string>{"<presence/>", "refused"})) << size;
  }
}

TEST(StanzaReader, refuses_what_xmpp_forbids) {
  EXPECT_EQ(cut(stream_of({"<!-- a comment -->"}), 5), std::vector<std::string>{"refused"});
  EXPECT_EQ(cut(stream_of({"<message><![CDATA[<]]></message>"}), 5), std::vector<std::string>{"refused"});
  EXPECT_EQ(cut(stream_of({"<?php ?>"}), 5), std::vector<std::string>{"refused"});
}

TEST(StanzaReader, finds_names_and_attributes_in_the_elements_own_tag) {
  const std::string_view element = R"(<message  from='b'	to = "a='1'" id='x>y'><body from='c' h='9'/></message>)";
  EXPECT_EQ(name_of_element(element), "message");
  EXPECT_EQ(attribute_of(element, "from"), "b");
  EXPECT_EQ(attribute_of(element, "to"), "a='1'");
  EXPECT_EQ(attribute_of(element, "id"), "x>y");
  EXPECT_EQ(attribute_of(element, "h"), "");
  EXPECT_EQ(name_of_element("<r/>"), "r");
  EXPECT_EQ(attribute_of("<r/>", "h"), "");
  EXPECT_EQ(attribute_of("<a h='12'/>", "h"), "12");
}

}  // namespace
}  // namespace bench
