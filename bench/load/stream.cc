#include "load/stream.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace bench {
namespace {

std::array<char, 256 * 1024> incoming;  // every read is used up at once

}  // namespace

void Stream::open(std::uint16_t port, std::string_view request, std::unique_ptr<Reader> reader) {
  socket_ = Socket(port, number_);
  reader_ = std::move(reader);
  out_ = request;
  awaited_ = EPOLLOUT;
  loop_.watch(socket_.descriptor(), awaited_, *this);
}

void Stream::say(std::string_view words) {
  if (words.empty() || !socket_.is_open()) return;
  const bool is_waiting = !out_.empty();
  out_ += words;
  if (!is_waiting) send();
}

void Stream::on_ready(std::uint32_t) {
  if (!socket_.is_open()) return;
  if (!out_.empty()) return send();
  read();
}

void Stream::send() {
  const auto sent = ::send(socket_.descriptor(), out_.data(), out_.size(), MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN) return fail(std::strerror(errno));
  if (sent > 0) out_.erase(0, static_cast<std::size_t>(sent));
  const std::uint32_t wanted = out_.empty() ? EPOLLIN : EPOLLOUT;
  if (wanted != std::exchange(awaited_, wanted)) loop_.change(socket_.descriptor(), wanted, *this);
}

void Stream::read() {
  const auto came = ::recv(socket_.descriptor(), incoming.data(), incoming.size(), 0);
  if (came < 0) return errno == EAGAIN ? void() : fail(std::strerror(errno));
  if (came == 0) return fail({});
  const Nanos at = now();
  const std::string_view bytes(incoming.data(), static_cast<std::size_t>(came));
  const bool had_begun = reader_->has_begun();
  const bool is_stream = reader_->feed(bytes, [&](const Event& event) { listener_.on_event(number_, event, at); });
  if (!is_stream) return fail(reader_->fault());
  if (!had_begun && reader_->has_begun()) listener_.on_begun(number_);
  say(reader_->take_replies());
}

void Stream::fail(const std::string& why) {
  socket_ = {};
  listener_.on_closed(number_, why);
}

}  // namespace bench
