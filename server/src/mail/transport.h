#pragma once

#include <stop_token>
#include <string>
#include <string_view>

namespace seggwat::mail {

// Who it goes to, apart from what the headers say. Plain ASCII addresses.
struct Envelope {
  std::string from;
  std::string to;
};

struct Outcome {
  enum class Kind {
    sent,       // the server has taken the mail over
    temporary,  // not now: outage, 4xx, a cut connection, a refused sign-in
    permanent,  // never: the server refused this mail with 5xx
    stopped,    // the program is ending; nothing is known of the mail
  };
  Kind kind;
  std::string words;  // what the server or the connection said, one line, never a credential; empty when sent
};

// Hands a finished mail to the next server. Blocks; used by one thread at a time.
class Transport {
 public:
  virtual ~Transport() = default;
  virtual Outcome deliver(const Envelope& envelope, std::string_view message, std::stop_token stop) = 0;
};

}  // namespace seggwat::mail
