// The half of a session that touches the socket.
#include <sys/sendfile.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <utility>

#include "base/memory.h"
#include "http/file_body.h"
#include "http/session.h"

namespace seggwat::http {

namespace asio = boost::asio;
using Code = boost::system::error_code;

namespace {

constexpr std::size_t kFileSlice = 256 * 1024;  // of a file at once; others have their turn in between
constexpr std::size_t kUsedInput = 64 * 1024;   // more of it than this is not kept in front of what is still to be read

}  // namespace

asio::awaitable<Session::Step> Session::flush() {
  if (out_.empty()) co_return Step::go_on;
  const Phase before = std::exchange(phase_, Phase::writing);
  std::string_view head = out_;
  std::string_view tail = tail_;
  const Time until = deadline_for(shared_->options.write_grace, head.size() + tail.size());
  while (!head.empty() || !tail.empty()) {
    const auto sent = write_some(head, tail);
    if (!sent) co_return Step::gone;
    const std::size_t of_head = std::min(*sent, head.size());
    head.remove_prefix(of_head);
    tail.remove_prefix(*sent - of_head);
    if (*sent > 0) continue;
    deadline_ = until;
    Code fault;
    auto token = asio::redirect_error(asio::use_awaitable, fault);
    co_await socket_.async_wait(Socket::wait_write, token);
    deadline_ = kNever;
    if (fault) co_return Step::gone;
  }
  out_ = {};
  tail_ = {};
  phase_ = before;
  co_return Step::go_on;
}

// Bytes written; 0 when the socket takes none now, nothing when it never will.
std::optional<std::size_t> Session::write_some(std::string_view head, std::string_view tail) {
  const std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(tail)};
  Code fault;
  const std::size_t sent = socket_.write_some(parts, fault);
  if (fault == asio::error::would_block || fault == asio::error::try_again) return 0;
  if (fault) return std::nullopt;
  return sent;
}

asio::awaitable<Session::Step> Session::send_file() {
  const Phase before = std::exchange(phase_, Phase::writing);
  const Time until = deadline_for(shared_->options.write_grace, response_.file->length);
  std::uint64_t done = 0;
  while (done < response_.file->length) {
    const auto sent = write_some(*response_.file, done);
    if (!sent) co_return Step::gone;
    done += *sent;
    deadline_ = until;
    Code fault;
    auto token = asio::redirect_error(asio::use_awaitable, fault);
    co_await socket_.async_wait(Socket::wait_write, token);
    deadline_ = kNever;
    if (fault) co_return Step::gone;
  }
  phase_ = before;
  co_return Step::go_on;
}

// Bytes written; 0 when the socket takes none now, nothing when it never will, or the file has become shorter.
std::optional<std::size_t> Session::write_some(const FileBody& file, std::uint64_t sent) {
  auto offset = static_cast<off_t>(file.offset + sent);
  const auto wanted = std::min<std::uint64_t>(file.length - sent, kFileSlice);
  const auto count = ::sendfile(socket_.native_handle(), file.descriptor(), &offset, wanted);
  if (count > 0) return static_cast<std::size_t>(count);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
  return std::nullopt;
}

// What is set aside is for ending what was begun: nothing more is taken in on it.
bool Session::keep(std::size_t came) {
  if (memory::is_short()) return false;
  try {
    in_.append(shared_->incoming.data(), came);
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

// Waits for bytes and appends them to in_.
asio::awaitable<Session::Got> Session::more(Time until) {
  while (true) {
    expired_ = false;
    deadline_ = until;
    Code fault;
    auto token = asio::redirect_error(asio::use_awaitable, fault);
    co_await socket_.async_wait(Socket::wait_read, token);
    deadline_ = kNever;
    if (fault) co_return expired_ ? Got::expired : Got::end;
    const std::size_t came = socket_.read_some(asio::buffer(shared_->incoming), fault);
    if (fault == asio::error::would_block || fault == asio::error::try_again) continue;
    if (fault || came == 0) co_return Got::end;
    co_return keep(came) ? Got::bytes : Got::no_room;
  }
}

void Session::consume(std::size_t bytes) {
  in_at_ += bytes;
  if (in_at_ == in_.size()) {
    in_ = {};
    in_at_ = 0;
  } else if (in_at_ > kUsedInput) {
    in_.erase(0, std::exchange(in_at_, 0));
  }
}

// Notes how large this connection's body is; false when there is no room for it.
bool Session::count_body(std::size_t size) {
  const auto before = std::exchange(counted_body_, size);
  return before == size || shared_->bodies.count(head_->request.client_address, before, size);
}

// Lets the last answer arrive: a connection closed with unread bytes is reset, and the client might never see it.
asio::awaitable<void> Session::close_gently() {
  Code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  const Time until = now() + shared_->options.linger_time;
  std::size_t drained = 0;
  while (drained < shared_->options.linger_bytes) {
    consume(pending().size());
    const Got got = co_await more(until);
    if (got != Got::bytes) co_return;
    drained += pending().size();
  }
}

}  // namespace seggwat::http
