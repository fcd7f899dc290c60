#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "load/event_loop.h"
#include "load/socket.h"
#include "load/sse_reader.h"

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

  // Connects and sends `request`, which must live until the answer comes.
  void open(std::uint16_t port, std::string_view request);
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
  SseReader reader_;
  std::string_view request_;
};

}  // namespace bench
