#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>

#include "app/config.h"
#include "app/data_dir.h"
#include "app/serve.h"
#include "base/clock.h"
#include "base/random.h"
#include "http/asset.h"

namespace seggwat::app {

// A whole server in one object: what `serve` runs, and what tests run with a clock and randomness of their own.
class Server {
 public:
  // One of its addresses cannot be had: which, and why.
  class CannotListen : public std::runtime_error {
   public:
    using std::runtime_error::runtime_error;
  };
  struct Parts {
    const Config& config;
    ServeMode mode;
    const Clock& clock;
    Random& random;
    OpenedData data;
    std::span<const http::Asset> assets;
  };
  // Binds its sockets; throws CannotListen.
  explicit Server(Parts parts);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // What to tell the operator once it listens: the set-up link, the demo's login. Empty when there is nothing to say.
  std::string greeting() const;
  std::uint16_t port() const;
  // Serves until stop(), on the calling thread, which becomes the event loop.
  void run();
  // Any thread, also from a signal's handler on the loop: an orderly end. Streams are told when to come back, requests under way
  // are answered, what waits is written.
  void stop();

 private:
  struct Core;
  std::unique_ptr<Core> core_;
};

}  // namespace seggwat::app
