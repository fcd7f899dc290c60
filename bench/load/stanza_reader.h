#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace bench {

// Cuts an XMPP stream into its stanzas, the elements right below <stream:stream>. It knows tags and quotes, which is enough: XMPP
// forbids comments, processing instructions and document types, and servers send text escaped and never as CDATA.
class StanzaReader {
 public:
  using Tell = std::function<void(std::string_view stanza)>;

  // Each stanza is valid while it is being told. False at what is none of this, and at the stream's end.
  bool feed(std::string_view bytes, const Tell& tell);
  // Both sides begin a new stream over the same connection, as after a login. May be called while a stanza is being told.
  void restart() { depth_ = 0; }

 private:
  bool end_tag(std::size_t end, const Tell& tell);

  enum class Place : unsigned char { text, tag, quoted };
  Place place_ = Place::text;
  char quote_ = '\0';
  std::size_t depth_ = 0;   // of open elements; the stream itself is one
  std::size_t tag_ = 0;     // where the current tag begins in rest_
  std::size_t stanza_ = 0;  // where the current stanza begins in rest_
  std::string rest_;        // what no whole stanza could be made of yet
};

// `message` of "<message to='x'>…".
std::string_view name_of_element(std::string_view element);
// Of the element's own tag; empty when it has none. As it stands there, escapes and all.
std::string_view attribute_of(std::string_view element, std::string_view name);

}  // namespace bench
