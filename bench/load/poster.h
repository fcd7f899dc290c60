#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "load/event_loop.h"
#include "load/socket.h"

namespace bench {

struct Answer {
  int status = 0;
  bool says_when_to_return = false;  // Retry-After
  std::string_view body;
};

class PostListener {
 public:
  virtual ~PostListener() = default;
  virtual void on_answer(std::size_t poster, const Answer& answer, Nanos at) = 0;
};

// One kept connection that has one request under way at a time. Connects anew when the server has closed it in between.
class Poster final : public Ready {
 public:
  Poster(EventLoop& loop, PostListener& listener, std::size_t number, std::uint16_t port)
      : loop_(loop), listener_(listener), number_(number), port_(port) {}

  // Only when it is not busy. A connection that breaks is an answer with status 0.
  void send(std::string request);
  bool is_busy() const { return busy_; }
  void on_ready(std::uint32_t events) override;

 private:
  void write();
  void read();
  void finish(const Answer& answer);

  EventLoop& loop_;
  PostListener& listener_;
  const std::size_t number_;
  const std::uint16_t port_;
  Socket socket_;
  std::string out_;
  std::size_t sent_ = 0;
  std::string in_;
  bool busy_ = false;
};

}  // namespace bench
