#include "load/xmpp_dialogue.h"

#include <array>
#include <utility>

namespace bench {
namespace {

constexpr std::string_view kBind =
    "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>bench</resource></bind></iq>";
constexpr std::string_view kBecomeAvailable = "<enable xmlns='urn:xmpp:sm:3'/><presence/><r xmlns='urn:xmpp:sm:3'/>";

bool is_counted(std::string_view name) { return name == "message" || name == "presence" || name == "iq"; }

}  // namespace

bool XmppDialogue::feed(std::string_view bytes, const Tell& tell) {
  const bool is_whole = stanzas_.feed(bytes, [&](std::string_view stanza) { take(stanza, tell); });
  if (!is_whole && fault_.empty()) fault_ = "the stream was ended: " + std::string(bytes);
  return fault_.empty();
}

std::string XmppDialogue::take_replies() { return std::exchange(replies_, {}); }

void XmppDialogue::take(std::string_view stanza, const Tell& tell) {
  if (!fault_.empty()) return;
  const auto name = name_of_element(stanza);
  if (step_ > Step::counting && is_counted(name)) ++came_;
  bool is_good = true;
  if (name == "r") {
    replies_ += "<a xmlns='urn:xmpp:sm:3' h='" + std::to_string(came_) + "'/>";
  } else if (attribute_of(stanza, "type") == "error") {
    is_good = false;
  } else if (name == "message") {
    is_good = take_message(stanza, tell);
  } else if (name == "a") {
    is_good = take_acknowledgement(stanza, tell);
  } else if (step_ < Step::available) {
    is_good = step_on(stanza, name);
  } else {
    is_good = is_counted(name);
  }
  if (!is_good) fault_ = stanza;
}

// Up to where counting begins; true when this is what had to come next.
bool XmppDialogue::step_on(std::string_view stanza, std::string_view name) {
  struct Expected {
    std::string_view name;
    std::string_view reply;
  };
  const std::array<Expected, 5> steps{
      {{"stream:features", login_}, {"success", kOpening}, {"stream:features", kBind}, {"iq", kBecomeAvailable}, {"enabled", {}}}};
  const auto& expected = steps[static_cast<std::size_t>(step_)];
  if (name != expected.name) return false;
  if (step_ == Step::login) stanzas_.restart();
  if (step_ == Step::binding && attribute_of(stanza, "type") != "result") return false;
  replies_ += expected.reply;
  step_ = static_cast<Step>(static_cast<unsigned char>(step_) + 1);
  return true;
}

bool XmppDialogue::take_message(std::string_view stanza, const Tell& tell) const {
  if (stanza.find("<stanza-id ") == std::string_view::npos) return false;
  tell({.name = "message", .id = attribute_of(stanza, "id"), .data = stanza});
  return true;
}

// Each of our requests stands behind one more stanza.
bool XmppDialogue::take_acknowledgement(std::string_view stanza, const Tell& tell) {
  if (step_ < Step::available || attribute_of(stanza, "h") != std::to_string(++acknowledged_)) return false;
  const bool was_ready = std::exchange(step_, Step::ready) == Step::ready;
  tell({.name = was_ready ? "taken" : "ready", .id = {}, .data = {}});
  return true;
}

}  // namespace bench
