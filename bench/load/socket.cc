#include "load/socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace bench {
namespace {

constexpr std::uint32_t kFirstSource = 0x7F000002;  // 127.0.0.2
constexpr std::size_t kSources = 16;

sockaddr_in address_of(std::uint32_t host, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(host);
  return address;
}

void check(int result, const char* doing) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), doing);
}

}  // namespace

Socket::Socket(std::uint16_t port, std::size_t source)
    : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
  check(descriptor_, "socket");
  const int on = 1;
  setsockopt(descriptor_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const auto from = address_of(kFirstSource + static_cast<std::uint32_t>(source % kSources), 0);
  check(bind(descriptor_, reinterpret_cast<const sockaddr*>(&from), sizeof from), "bind");
  const auto to = address_of(INADDR_LOOPBACK, port);
  const int connected = connect(descriptor_, reinterpret_cast<const sockaddr*>(&to), sizeof to);
  if (connected < 0 && errno != EINPROGRESS) check(connected, "connect");
}

Socket::~Socket() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace bench
