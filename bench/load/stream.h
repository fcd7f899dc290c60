#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "load/event_loop.h"
#include "load/reader.h"
#include "load/socket.h"

namespace bench {

class StreamListener {
 public:
  virtual ~StreamListener() = default;
  // The answer's head is there.
  virtual void on_begun(std::size_t stream) = 0;
  virtual void on_event(std::size_t stream, const Event& event, Nanos at) = 0;
  // The server has ended it, or never began it; `why` is empty for an orderly end.
  virtual void on_closed(std::size_t stream, const std::string& why) = 0;
};

// A client's event stream over one connection.
class Stream final : public Ready {
 public:
  Stream(EventLoop& loop, StreamListener& listener, std::size_t number) : loop_(loop), listener_(listener), number_(number) {}

  // Connects and says `request`; what comes is the reader's.
  void open(std::uint16_t port, std::string_view request, std::unique_ptr<Reader> reader);
  // Once it is open, and only where the protocol lets a client speak again.
  void say(std::string_view words);
  void close() { socket_ = {}; }
  bool is_open() const { return socket_.is_open(); }
  void on_ready(std::uint32_t events) override;

 private:
  void send();
  void read();
  void fail(const std::string& why);

  EventLoop& loop_;
  StreamListener& listener_;
  const std::size_t number_;
  Socket socket_;
  std::unique_ptr<Reader> reader_;
  std::string out_;            // not yet sent
  std::uint32_t awaited_ = 0;  // of the socket
};

}  // namespace bench
