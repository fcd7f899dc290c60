#include "load/poster.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <optional>

namespace bench {
namespace {

// The whole answer at the beginning of `bytes`, once it is there.
std::optional<Answer> whole_answer(std::string_view bytes) {
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos || bytes.size() < 12) return std::nullopt;
  const auto head = bytes.substr(0, end + 2);
  Answer answer;
  std::from_chars(head.data() + 9, head.data() + 12, answer.status);
  std::size_t length = 0;
  constexpr std::string_view kLength = "\r\nContent-Length: ";
  if (const auto at = head.find(kLength); at != std::string_view::npos) {
    std::from_chars(head.data() + at + kLength.size(), head.data() + head.size(), length);
  }
  if (bytes.size() < end + 4 + length) return std::nullopt;
  answer.says_when_to_return = answer.status >= 400 && head.find("\r\nRetry-After: ") != std::string_view::npos;
  answer.body = bytes.substr(end + 4, length);
  return answer;
}

}  // namespace

void HttpPoster::send(std::size_t, std::string request) {
  out_ = std::move(request);
  sent_ = 0;
  busy_ = true;
  if (socket_.is_open()) return write();
  socket_ = Socket(port_, number_);
  loop_.watch(socket_.descriptor(), EPOLLOUT, *this);
}

void HttpPoster::on_ready(std::uint32_t) {
  if (!socket_.is_open()) return;
  if (sent_ < out_.size()) {
    loop_.change(socket_.descriptor(), EPOLLIN, *this);
    return write();
  }
  read();
}

void HttpPoster::write() {
  const auto sent = ::send(socket_.descriptor(), out_.data() + sent_, out_.size() - sent_, MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN) return finish({});
  if (sent > 0) sent_ += static_cast<std::size_t>(sent);
  if (sent_ < out_.size()) loop_.change(socket_.descriptor(), EPOLLOUT, *this);
}

void HttpPoster::read() {
  static std::array<char, 64 * 1024> incoming;
  const auto came = ::recv(socket_.descriptor(), incoming.data(), incoming.size(), 0);
  if (came < 0 && errno == EAGAIN) return;
  if (came <= 0) {
    socket_ = {};
    in_.clear();
    if (busy_) finish({});
    return;
  }
  in_.append(incoming.data(), static_cast<std::size_t>(came));
  if (const auto answer = whole_answer(in_)) {
    const std::string bytes = std::move(in_);
    in_.clear();
    finish(*whole_answer(bytes));
  }
}

void HttpPoster::finish(const Answer& answer) {
  busy_ = false;
  if (answer.status == 0) socket_ = {};
  listener_.on_answer(number_, answer, now());
}

void StreamPoster::send(std::size_t user, std::string request) {
  constexpr int kTaken = 200;
  busy_ = true;
  crowd_.say(user, request, [this](bool taken, std::string_view why) {
    busy_ = false;
    listener_.on_answer(number_, {.status = taken ? kTaken : 0, .body = why}, now());
  });
}

}  // namespace bench
