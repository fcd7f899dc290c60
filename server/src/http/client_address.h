#pragma once

#include <array>
#include <boost/asio/ip/address.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/request.h"

namespace seggwat::http {

// The reverse proxies whose X-Forwarded-For is believed. Empty: nobody's.
class TrustedProxies {
 public:
  // Addresses and networks, IPv4 and IPv6: `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`. Error: 400 `invalid_network`.
  static Result<TrustedProxies> parse(const std::vector<std::string>& networks);

  bool trusts(const boost::asio::ip::address& address) const;
  // Who sent this request: the peer, or, when the peer is trusted, the right-most address of X-Forwarded-For that is not.
  // An entry that is no address ends the search at the last trusted one.
  std::string client_of(const boost::asio::ip::address& peer, const Request& request) const;

 private:
  struct Network {
    std::array<std::uint8_t, 16> bytes;  // IPv4 as ::ffff:a.b.c.d
    unsigned bits;
  };
  std::vector<Network> networks_;
};

// IPv4 in its own form also when it came in over an IPv6 socket.
std::string to_text(const boost::asio::ip::address& address);

}  // namespace seggwat::http
