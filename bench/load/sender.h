#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "load/delivery_check.h"
#include "load/event_loop.h"
#include "load/histogram.h"
#include "load/poster.h"
#include "load/target.h"

namespace bench {

// From when to when figures are taken.
struct Window {
  Nanos from = 0;
  Nanos to = INT64_MAX;
  bool has(Nanos at) const { return at >= from && at < to; }
};

// What became of messages that were answered in the window.
struct Tally {
  std::uint64_t taken = 0;
  std::uint64_t turned_away = 0;  // 429 or 503, with a time to come back
  std::uint64_t failed = 0;       // any other answer, or none
  std::uint64_t all() const { return taken + turned_away + failed; }
};

// Posts messages of many users over a few connections. A user's messages go over one connection, so their order is known.
// Closed loop: every connection sends its next message when it has the answer. Open loop: messages are due at given times, whatever
// the server does; one that has to wait for its connection is as late as it is, and its time counts from when it was due.
class Sender final : public PostListener {
 public:
  // `streams`: the users' own, in their order; where they write over these (XMPP), it is `connections` of them at a time.
  Sender(EventLoop& loop, const Target& target, std::size_t users, std::size_t connections, Crowd* streams = nullptr);

  void check_with(DeliveryCheck& check) { check_ = &check; }
  // Figures begin anew.
  void measure(Window window) {
    window_ = window;
    answer_times_ = {};
    tally_ = {};
  }

  // Closed loop, from now until stop().
  void start();
  void stop() { is_closed_loop_ = false; }
  // Open loop: the next user's message.
  void offer(Nanos due);
  // Forgets what was offered and never sent, as whoever waited for it has left.
  void give_up_waiting();
  std::size_t under_way() const { return under_way_; }
  bool is_idle() const { return under_way_ == 0; }
  // Each of the users once, the window aside; returns when all are answered.
  void post_once_each(const std::vector<std::size_t>& users);

  Nanos due(std::uint64_t message) const { return sent_[message].due; }
  std::size_t user(std::uint64_t message) const { return sent_[message].user; }
  bool knows(std::int64_t message) const { return message >= 0 && static_cast<std::size_t>(message) < sent_.size(); }

  // In the window.
  const Histogram& answer_times() const { return answer_times_; }
  std::uint64_t answered() const { return answer_times_.count(); }
  const Tally& tally() const { return tally_; }
  // At any time. `complaint()` is the first of them.
  std::uint64_t refused() const { return refused_; }
  const std::string& complaint() const { return complaint_; }

  void on_answer(std::size_t poster, const Answer& answer, Nanos at) override;

 private:
  struct Sent {
    Nanos due;
    std::uint32_t user;
  };
  struct Connection {
    std::unique_ptr<Poster> poster;
    std::deque<Sent> waiting;
    std::uint64_t message = 0;  // under way
    std::size_t next_user = 0;
  };
  void send(Connection& connection, Sent what);
  void send_next(Connection& connection);

  EventLoop& loop_;
  const Target target_;
  std::vector<std::string> heads_;  // of each user's requests
  std::deque<Connection> connections_;
  std::vector<Sent> sent_;
  DeliveryCheck* check_ = nullptr;
  Window window_;
  Histogram answer_times_;
  Tally tally_;
  std::size_t next_user_ = 0;
  std::size_t under_way_ = 0;
  bool is_closed_loop_ = false;
  std::uint64_t refused_ = 0;
  std::string complaint_;
};

}  // namespace bench
