#include "realtime/event_stream.h"

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/socket_base.hpp>
#include <utility>

#include "realtime/hub.h"
#include "realtime/pending_writes.h"

namespace seggwat::realtime {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kFramesAtOnce = 64;          // what Asio hands to one system call
constexpr int kKernelBuffer = 64 * 1024;           // keeps what waits in the kernel bounded too
constexpr std::uint32_t kMostUnasked = 64 * 1024;  // bytes a client may send to a stream before it is cut off
constexpr std::size_t kMuchWaiting = 4 * 1024;     // bytes that a stream keeps us from using elsewhere
constexpr std::int64_t kRetryFrom = 1'000;         // ms; spread, so that not everybody comes back at once
constexpr std::int64_t kRetrySpread = 3'000;

std::string head_text(const std::vector<http::Header>& headers) {
  std::string text =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\n"
      "Connection: close\r\n";
  for (const auto& header : headers) text.append(header.name).append(": ").append(header.value).append("\r\n");
  return text + "\r\n";
}

}  // namespace

EventStream::EventStream(Context& context, const Audience& audience, asio::ip::tcp::socket socket, std::optional<Instant> ends_at)
    : Follower(context, audience, FollowerKind::stream), socket_(std::move(socket)) {
  const Tick now = context_.clock.monotonic();
  progress_at_ = now;
  const double spread = context_.random.fraction() * static_cast<double>(kHeartbeatEvery.count()) / 2;
  heartbeat_at_ = now + kHeartbeatEvery / 2 + Milliseconds(static_cast<std::int64_t>(spread));
  // Counted from here on the monotonic clock: a step of the wall clock breaks no stream.
  if (ends_at) ends_at_ = now + std::min<Milliseconds>(*ends_at - context_.clock.now(), std::chrono::hours(24 * 365));
}

Tick EventStream::first_due() { return std::min(heartbeat_at_, ends_at_); }

void EventStream::start(const std::vector<http::Header>& headers, Given given) {
  boost::system::error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket_.set_option(asio::socket_base::send_buffer_size(kKernelBuffer), ignored);
  const auto retry = kRetryFrom + static_cast<std::int64_t>(context_.random.fraction() * kRetrySpread);
  words_ = head_text(headers) + retry_line(retry);
  enqueue({nullptr, words_});  // goes out with the first page
  wait_readable();
  missed_passing_ = given.text.has_value();
  begin(std::move(given));
}

void EventStream::take(const SharedFrame& frame) {
  if (ending_) return;
  push({frame, {}});
  if (is_live() && queued_ > kQueueBytes && pending_) flush();
  if (is_live() && queued_ > kQueueBytes && queue_.size() > 1) drop_waiting();
}

void EventStream::begin_with(const Page& page) { take(page.first); }

void EventStream::page_taken(const Page&) {
  if (is_live() && user() != nullptr && std::exchange(missed_passing_, false)) {
    take(make_passing_frame(context_.team_presence(user()->project)));
  }
  if (has_ended()) return;
  if (queue_.empty()) drained();
}

// The client comes back and reads on from its cursor.
void EventStream::fail(const Error&) { abandon(); }

void EventStream::enqueue(Waiting waiting) {
  if (queue_.empty()) progress_at_ = context_.clock.monotonic();
  queued_ += waiting.bytes().size();
  queue_.push_back(std::move(waiting));
}

void EventStream::push(Waiting waiting) {
  enqueue(std::move(waiting));
  if (waiting_writable_ || std::exchange(pending_, true)) return;
  context_.writes.add(std::static_pointer_cast<EventStream>(shared_from_this()));
}

void EventStream::write_pending() {
  pending_ = false;
  if (!has_ended() && !waiting_writable_) flush();
}

void EventStream::flush() {
  while (!queue_.empty()) {
    if (!write_some()) {
      if (!has_ended()) wait_writable();
      tell_delivered();
      return;
    }
  }
  release_memory();
  tell_delivered();
  drained();
}

bool EventStream::write_some() {
  std::array<asio::const_buffer, kFramesAtOnce> buffers;
  const std::size_t count = std::min(queue_.size(), kFramesAtOnce);
  for (std::size_t i = 0; i < count; ++i) {
    const auto bytes = queue_[i].bytes().substr(i == 0 ? offset_ : 0);
    buffers[i] = asio::buffer(bytes.data(), bytes.size());
  }
  boost::system::error_code error;
  const std::size_t written = socket_.write_some(std::span(buffers).first(count), error);
  if (error == asio::error::would_block || error == asio::error::try_again) return false;
  if (error) {
    abandon();
    return false;
  }
  advance(written);
  return true;
}

void EventStream::advance(std::size_t written) {
  progress_at_ = context_.clock.monotonic();
  offset_ += written;
  std::size_t done = 0;
  while (done < queue_.size() && offset_ >= queue_[done].bytes().size()) {
    const auto& frame = queue_[done].frame;
    if (frame && frame->delivers) delivered_ = frame;
    offset_ -= queue_[done].bytes().size();
    queued_ -= queue_[done].bytes().size();
    ++done;
  }
  queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(done));
}

// An idle stream keeps no buffer; assigning an empty value would.
void EventStream::release_memory() {
  std::vector<Waiting>().swap(queue_);
  std::string().swap(words_);
  offset_ = 0;
  queued_ = 0;
}

// Keeps a frame that is already begun, and what goes before all events: the head, `ready` or `reset`.
void EventStream::drop_waiting() {
  const auto kept_to = std::ranges::find_if(queue_, [&](const Waiting& waiting) {
    const bool is_begun = offset_ > 0 && &waiting == queue_.data();
    return waiting.frame && !is_begun && !waiting.frame->is_first();
  });
  for (auto dropped = kept_to; dropped != queue_.end(); ++dropped) {
    queued_ -= dropped->bytes().size();
    if (!is_behind() && dropped->frame && dropped->frame->no() > 0) fall_behind(dropped->frame->no());
  }
  queue_.erase(kept_to, queue_.end());
}

void EventStream::drained() {
  if (has_ended()) return;
  if (ending_) return close_after_flush();
  read_on();
}

void EventStream::tell_delivered() {
  if (!delivered_) return;
  const auto frame = std::exchange(delivered_, nullptr);
  if (context_.hooks.on_delivered) context_.hooks.on_delivered(frame->delivers->thread, frame->delivers->seq);
}

void EventStream::wait_writable() {
  waiting_writable_ = true;
  socket_.async_wait(asio::socket_base::wait_write, [this, self = shared_from_this()](const boost::system::error_code&) {
    waiting_writable_ = false;
    if (!has_ended()) flush();
  });
}

void EventStream::wait_readable() {
  socket_.async_wait(asio::socket_base::wait_read, [this, self = shared_from_this()](const boost::system::error_code& error) {
    if (!has_ended() && !error) read_and_forget();
  });
}

// A client has nothing to say on a stream. End of file may be half a close, after which it still listens: only a write can tell,
// so one is made, and from then on an error is waited for.
void EventStream::read_and_forget() {
  std::array<char, 4096> bytes;
  boost::system::error_code error;
  const std::size_t heard = socket_.read_some(asio::buffer(bytes), error);
  if (error == asio::error::would_block || error == asio::error::try_again) return wait_readable();
  if (error == asio::error::eof) {
    wait_for_error();
    if (queue_.empty()) push({nullptr, kHeartbeat});
    return;
  }
  heard_bytes_ += static_cast<std::uint32_t>(heard);
  if (error || heard_bytes_ > kMostUnasked) return abandon();
  wait_readable();
}

void EventStream::wait_for_error() {
  socket_.async_wait(asio::socket_base::wait_error, [this, self = shared_from_this()](const boost::system::error_code& error) {
    if (has_ended() || error) return;
    abandon();
  });
}

void EventStream::end(std::optional<std::string_view> code) {
  if (has_ended() || ending_) return;
  if (code) {
    const std::string json = R"({"code":")" + std::string(*code) + R"("})";
    take(std::make_shared<const Frame>("expired", "", json));
  }
  if (has_ended()) return;
  ending_ = true;
  ends_at_ = context_.clock.monotonic() + kEndingTakes;
  if (queue_.empty()) return close_after_flush();
  context_.hub.reschedule(*this, ends_at_);
  if (!waiting_writable_) flush();
}

void EventStream::dismiss() {
  if (has_ended()) return;
  const auto retry = kRetryFrom + static_cast<std::int64_t>(context_.random.fraction() * 2 * kRetrySpread);
  if (queue_.empty()) {
    words_ = retry_line(retry);
    push({nullptr, words_});
  }
  end(std::nullopt);
}

void EventStream::abandon() {
  if (has_ended()) return;
  boost::system::error_code ignored;
  socket_.close(ignored);
  release_memory();
  leave();
}

void EventStream::give_way() {
  if (queued_ > kMuchWaiting) abandon();
}

// Sends FIN behind the last byte. Unread input would turn it into a reset, which may overtake that byte.
void EventStream::close_after_flush() {
  std::array<char, 4096> bytes;
  boost::system::error_code error;
  while (!error && socket_.read_some(asio::buffer(bytes), error) > 0) {
  }
  boost::system::error_code ignored;
  socket_.shutdown(asio::socket_base::shutdown_send, ignored);
  abandon();
}

Tick EventStream::on_due(Tick now) {
  if (now >= ends_at_) {
    if (ending_) {
      abandon();
    } else {
      end(team() == nullptr ? "token_expired" : "signed_out");
    }
    return std::min(ends_at_, now + kHeartbeatEvery);
  }
  const Tick stalled_at = progress_at_ + kStalledAfter;
  if (!queue_.empty()) {
    if (now >= stalled_at) abandon();
    return std::min(stalled_at, ends_at_);
  }
  if (now >= heartbeat_at_) {
    heartbeat_at_ = now + kHeartbeatEvery;
    if (is_peer_silent()) {
      abandon();
    } else {
      push({nullptr, kHeartbeat});
    }
  }
  return std::min(heartbeat_at_, ends_at_);
}

// A peer that is there acknowledges; one whose window is shut does so too, having been sent nothing more.
bool EventStream::is_peer_silent() {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (getsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return false;
  return info.tcpi_unacked > 0 && Milliseconds(info.tcpi_last_ack_recv) >= kSilentAfter;
}

}  // namespace seggwat::realtime
