#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace seggwat::testing {

// One answer as it came over the wire.
struct Answer {
  int status = 0;
  std::string head;  // status line and headers, without the empty line
  std::string body;

  // The first header of that name, compared without case; empty when there is none.
  std::string header(std::string_view name) const;
};

// A blocking client that sends exactly the bytes it is given. Gives up after ten seconds of silence.
class Client {
 public:
  explicit Client(std::uint16_t port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void send(std::string_view bytes);
  // Sends FIN; answers can still be read.
  void finish_sending();
  // Closes with RST.
  void reset();
  // The next answer; nothing when the connection ended or stayed silent instead. `to_head` is for answers to HEAD.
  std::optional<Answer> read(bool to_head = false);
  // Everything until the server closes.
  std::string read_to_end();
  // True when the server has closed and nothing is left to read.
  bool is_closed();
  // Calls `tick` again and again, up to `ticks` times, until bytes or the end can be read. How often it was called.
  int tick_until_readable(int ticks, const std::function<void()>& tick);

 private:
  bool fill();
  bool wait_readable(std::chrono::milliseconds time) const;

  int socket_;
  std::string came_;
};

}  // namespace seggwat::testing
