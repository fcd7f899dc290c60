#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "load/crowd.h"
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

// Sends a user's messages, one at a time.
class Poster {
 public:
  virtual ~Poster() = default;
  // Only when it is not busy. A connection that breaks is an answer with status 0.
  virtual void send(std::size_t user, std::string request) = 0;
  virtual bool is_busy() const = 0;
};

// One kept connection for whichever user. Connects anew when the server has closed it in between.
class HttpPoster final : public Poster, public Ready {
 public:
  HttpPoster(EventLoop& loop, PostListener& listener, std::size_t number, std::uint16_t port)
      : loop_(loop), listener_(listener), number_(number), port_(port) {}

  void send(std::size_t user, std::string request) override;
  bool is_busy() const override { return busy_; }
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

// The users' own streams, each for what its user writes (XMPP).
class StreamPoster final : public Poster {
 public:
  StreamPoster(Crowd& crowd, PostListener& listener, std::size_t number) : crowd_(crowd), listener_(listener), number_(number) {}

  void send(std::size_t user, std::string request) override;
  bool is_busy() const override { return busy_; }

 private:
  Crowd& crowd_;
  PostListener& listener_;
  const std::size_t number_;
  bool busy_ = false;
};

}  // namespace bench
