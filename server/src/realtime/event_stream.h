#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <string>
#include <vector>

#include "realtime/follower.h"

namespace seggwat::realtime {

// One connection that hears events as text/event-stream. What one turn of the event loop brings is written together after it; what
// the kernel does not take waits in a queue of at most kQueueBytes. Above that the queue is dropped at a frame's end and read again
// from the journal when there is room.
class EventStream final : public Follower {
 public:
  static constexpr std::size_t kQueueBytes = 256 * 1024;
  static constexpr Milliseconds kHeartbeatEvery{18'000};
  static constexpr Milliseconds kStalledAfter{60'000};
  static constexpr Milliseconds kEndingTakes{3'000};   // an ended stream may still take what it has been sent
  static constexpr Milliseconds kSilentAfter{35'000};  // the peer's kernel has acknowledged nothing that was sent

  EventStream(Context& context, const Audience& audience, boost::asio::ip::tcp::socket socket, std::optional<Instant> ends_at);

  // Writes the status line and headers, asks for the first page. After hub.add().
  void start(const std::vector<http::Header>& headers, Given given);
  // What push() has promised.
  void write_pending();
  // When on_due() is to be called first.
  Tick first_due();

  void end(std::optional<std::string_view> code) override;
  void dismiss() override;
  void abandon() override;
  void give_way() override;
  Tick on_due(Tick now) override;

 private:
  void take(const SharedFrame& frame) override;
  void begin_with(const Page& page) override;
  void page_taken(const Page& page) override;
  void fail(const Error& error) override;

  struct Waiting {
    SharedFrame frame;      // or
    std::string_view text;  // static text or `words_`
    std::string_view bytes() const { return frame ? frame->text() : text; }
  };

  void enqueue(Waiting waiting);
  // Written after this turn of the event loop.
  void push(Waiting waiting);
  void flush();
  // Writes once. False: the kernel is full, or the connection broke (and the stream has left).
  bool write_some();
  void advance(std::size_t written);
  void drop_waiting();
  void release_memory();
  void drained();
  void wait_writable();
  void wait_readable();
  void read_and_forget();
  void wait_for_error();
  void close_after_flush();
  void tell_delivered();
  bool is_peer_silent();

  boost::asio::ip::tcp::socket socket_;
  std::vector<Waiting> queue_;
  std::size_t offset_ = 0;  // bytes of queue_[0] that are written
  std::size_t queued_ = 0;  // bytes of the queue, written ones included
  std::string words_;       // text of our own that is in the queue: head, retry
  SharedFrame delivered_;   // newest whole written frame that says "arrived" and was not told yet
  Tick ends_at_ = Tick::max();
  Tick heartbeat_at_{};
  Tick progress_at_{};
  std::uint32_t heard_bytes_ = 0;
  bool waiting_writable_ = false;
  bool pending_ = false;  // in context_.writes
  bool ending_ = false;
};

}  // namespace seggwat::realtime
