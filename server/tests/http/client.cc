#include "http/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

#include "base/text.h"

namespace seggwat::testing {
namespace {

constexpr std::chrono::milliseconds kPatience{10'000};
constexpr std::chrono::milliseconds kTick{8};

}  // namespace

std::string Answer::header(std::string_view name) const {
  std::string_view rest = head;
  while (!rest.empty()) {
    const auto end = rest.find("\r\n");
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
    const auto colon = line.find(": ");
    if (colon != std::string_view::npos && equals_ignoring_case(line.substr(0, colon), name))
      return std::string(line.substr(colon + 2));
  }
  return {};
}

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("cannot connect");
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

void Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Client::finish_sending() { ::shutdown(socket_, SHUT_WR); }

void Client::reset() {
  const linger now{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(socket_);
  socket_ = -1;
}

bool Client::wait_readable(std::chrono::milliseconds time) const {
  pollfd watched{socket_, POLLIN, 0};
  return ::poll(&watched, 1, static_cast<int>(time.count())) == 1;
}

bool Client::fill() {
  std::array<char, 16384> bytes{};
  if (!wait_readable(kPatience)) return false;
  const auto came = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (came <= 0) return false;
  came_.append(bytes.data(), static_cast<std::size_t>(came));
  return true;
}

std::optional<Answer> Client::read(bool to_head) {
  while (!came_.contains("\r\n\r\n")) {
    if (!fill()) return std::nullopt;
  }
  Answer answer;
  const auto end = came_.find("\r\n\r\n");
  answer.head = came_.substr(0, end);
  came_.erase(0, end + 4);
  std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
  const auto length = answer.header("Content-Length");
  const std::size_t size = to_head || length.empty() ? 0 : std::stoul(length);
  while (came_.size() < size) {
    if (!fill()) return std::nullopt;
  }
  answer.body = came_.substr(0, size);
  came_.erase(0, size);
  return answer;
}

std::string Client::read_to_end() {
  while (fill()) {
  }
  return std::exchange(came_, {});
}

bool Client::is_closed() { return came_.empty() && !fill() && wait_readable(std::chrono::milliseconds(0)); }

int Client::tick_until_readable(int ticks, const std::function<void()>& tick) {
  for (int i = 0; i < ticks; ++i) {
    if (wait_readable(kTick)) return i;
    tick();
  }
  return ticks;
}

}  // namespace seggwat::testing
