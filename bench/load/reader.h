#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace bench {

// One event of a stream; valid while it is being told. An event without a name is a `message`.
struct Event {
  std::string_view name;
  std::string_view id;
  std::string_view data;
};

// Makes events of a stream's bytes as they come, however they are cut.
class Reader {
 public:
  using Tell = std::function<void(const Event&)>;

  virtual ~Reader() = default;
  // False when this is not what the stream should say; `fault()` says what was there.
  virtual bool feed(std::string_view bytes, const Tell& tell) = 0;
  virtual const std::string& fault() const = 0;
  // The server has agreed to the stream.
  virtual bool has_begun() const = 0;
  // What the protocol wants said in return, once.
  virtual std::string take_replies() { return {}; }
};

}  // namespace bench
