#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <functional>
#include <memory>

#include "base/clock.h"
#include "db/lanes.h"
#include "http/options.h"
#include "http/service.h"

namespace seggwat::http {

// Accepts connections and answers their requests through a Service. All on the one thread that runs `loop`; the lanes must hand
// their answers to that thread. At the end: stop(), run the loop until it tells that it is done, stop the lanes, and only then
// destroy the loop.
class Listener {
 public:
  // Binds and listens; throws boost::system::system_error when the address cannot be had. Port 0 takes any free one.
  Listener(boost::asio::io_context& loop, const boost::asio::ip::tcp::endpoint& endpoint, Service& service, db::Lanes lanes,
           const Clock& clock, Options options = {});
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  void start();
  // Goes on accepting and keeping deadlines where want of memory has ended that: an exception that leaves the loop may have.
  void revive();
  // Accepts no more, closes idle connections, lets requests under way end within Options::shutdown_time, then calls `done` once.
  // Sockets that were taken over are not ours to close.
  void stop(std::function<void()> done);

  std::uint16_t port() const;
  std::size_t connections() const;
  std::size_t body_bytes() const;  // of request bodies now in memory

 private:
  struct State;
  std::shared_ptr<State> state_;
  bool started_ = false;
};

}  // namespace seggwat::http
