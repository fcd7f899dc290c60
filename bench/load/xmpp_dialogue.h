#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "load/reader.h"
#include "load/stanza_reader.h"

namespace bench {

// A client's side of an XMPP stream to an account at localhost: logs in, binds a resource, becomes available, and counts stanzas in
// both directions (XEP-0198), as a client does that must not lose any. Tells these events:
//   ready    what is sent to the account comes here from now on
//   message  one came, with its archive's mark (XEP-0359); without that it is a fault
//   taken    the server answers for what was said last: it acts on a stream's stanzas one after the other, and has archived a
//            message before it looks at the request for the acknowledgement behind it
class XmppDialogue final : public Reader {
 public:
  static constexpr std::string_view kOpening =
      "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' "
      "to='localhost' version='1.0'>";

  // `login` is the <auth/> of the account, and must live as long as this. kOpening is said by whoever opens the stream.
  explicit XmppDialogue(std::string_view login) : login_(login) {}

  bool feed(std::string_view bytes, const Tell& tell) override;
  const std::string& fault() const override { return fault_; }
  bool has_begun() const override { return step_ > Step::login; }
  std::string take_replies() override;

 private:
  void take(std::string_view stanza, const Tell& tell);
  bool step_on(std::string_view stanza, std::string_view name);
  bool take_message(std::string_view stanza, const Tell& tell) const;
  bool take_acknowledgement(std::string_view stanza, const Tell& tell);

  // What the server has to say next.
  enum class Step : unsigned char { greeting, login, second_greeting, binding, counting, available, ready };
  const std::string_view login_;
  StanzaReader stanzas_;
  Step step_ = Step::greeting;
  std::uint32_t came_ = 0;          // stanzas, since counting began
  std::uint32_t acknowledged_ = 0;  // of ours
  std::string replies_;
  std::string fault_;
};

}  // namespace bench
