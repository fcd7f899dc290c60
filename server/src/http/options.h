#pragma once

#include <chrono>
#include <cstddef>

#include "http/client_address.h"

namespace seggwat::http {

// How patient and how generous the server is with its connections.
struct Options {
  using Time = std::chrono::milliseconds;

  Time header_time{10'000};  // from a request's first byte to the end of its head; also from connecting to the first byte
  Time idle_time{60'000};    // between two requests
  Time body_grace{10'000};   // a body may take this long, and …
  Time write_grace{30'000};  // an answer this long, and …
  std::size_t bytes_per_second = 1024;  // … the time its bytes need at this rate on top
  Time body_pause{30'000};              // in which nothing of a body comes, however fast it came before
  Time plan_time{120'000};              // after which a plan that gave no answer is answered 503
  Time linger_time{2'000};              // what still comes after a last answer is read this long, so that the answer arrives, …
  std::size_t linger_bytes = 32 * 1024 * 1024;     // … and at most this much of it
  Time shutdown_time{5'000};                       // for requests that are under way when the server stops
  Time sweep_every{250};                           // how exactly all of these are kept
  Time accept_pause{100};                          // when the process is out of file descriptors
  std::size_t max_connections = 20'000;            // above it 503
  std::size_t max_body_bytes = 256 * 1024 * 1024;  // of all bodies in memory at one time; above it 503
  TrustedProxies trusted_proxies{};
};

}  // namespace seggwat::http
