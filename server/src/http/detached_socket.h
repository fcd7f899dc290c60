#pragma once

#include <boost/asio/ip/tcp.hpp>

namespace seggwat::http {

// A connection's socket after HTTP has let go of it. Non-blocking, belongs to the event loop.
struct DetachedSocket {
  boost::asio::ip::tcp::socket socket;
};

}  // namespace seggwat::http
