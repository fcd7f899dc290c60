#pragma once

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "db/lanes.h"
#include "http/body_room.h"
#include "http/head_parser.h"
#include "http/options.h"
#include "http/plan_runner.h"
#include "http/response_text.h"
#include "http/service.h"

namespace seggwat::http {

class Session;

// What all connections of one listener share. Used on the event loop only.
struct Connections {
  boost::asio::io_context& loop;
  Service& service;
  db::Lanes lanes;
  const Clock& clock;
  Options options;
  std::vector<Session*> open{};  // each knows its place
  BodyRoom bodies{options.max_body_bytes};
  std::array<char, 64 * 1024> incoming{};  // bytes of the read under way, so that no connection needs a buffer of its own
};

enum class Admission { welcome, over_the_limit };

// One client's connection: reads requests, has them answered in order, writes the answers. Lives as long as its coroutine and the
// plans under way; everything happens on the event loop. Every wait has a deadline, which the listener's sweep keeps.
class Session : public std::enable_shared_from_this<Session> {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using Time = std::chrono::steady_clock::time_point;

  Session(std::shared_ptr<Connections> connections, Socket socket, boost::asio::ip::address peer);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  static void start(std::shared_ptr<Session> session, Admission admission);

  // Ends the wait under way when its time is up.
  void keep_deadline(Time now);
  // Ends now when between requests, else after the answer under way.
  void finish_soon();
  void close_now();

 private:
  enum class Phase { idle, reading, answering, writing };
  enum class Step { go_on, refused, gone };
  enum class Got { bytes, end, expired, no_room };

  template <class T>
  using Awaitable = boost::asio::awaitable<T>;

  static Awaitable<void> run(std::shared_ptr<Session> self, Admission admission);
  Awaitable<void> converse();
  Awaitable<void> turn_away();
  Awaitable<Step> read_head();
  Awaitable<Step> read_body();
  Awaitable<Step> answer();
  Awaitable<Step> send();
  Awaitable<Step> flush();
  Awaitable<Step> send_file();
  Awaitable<void> close_gently();
  Awaitable<Got> more(Time until);

  Step take_head(std::size_t size);
  Step refuse(Refusal refusal);
  Plan first_step();
  void start_plan();
  void hand_over(Takeover takeover);
  void compose();
  std::optional<std::size_t> write_some(std::string_view head, std::string_view tail);
  std::optional<std::size_t> write_some(const FileBody& file, std::uint64_t sent);
  bool sends_file() const { return response_.file && head_ && head_->request.method != Method::head; }
  std::string_view pending() const { return std::string_view(in_).substr(in_at_); }
  bool keep(std::size_t came);
  void consume(std::size_t bytes);
  bool count_body(std::size_t size);
  void leave();
  Time now() const { return shared_->clock.monotonic(); }
  Time deadline_for(Options::Time grace, std::size_t bytes) const;

  static constexpr Time kNever = Time::max();

  std::shared_ptr<Connections> shared_;
  Socket socket_;
  boost::asio::steady_timer wake_;  // never expires; cancelled when a plan has ended
  boost::asio::ip::address peer_;
  std::size_t place_;  // in shared_->open
  Time deadline_ = kNever;
  Phase phase_ = Phase::idle;
  bool expired_ = false;
  bool closing_ = false;
  bool served_ = false;
  bool left_ = false;
  unsigned plan_number_ = 0;

  std::string in_;  // what has come and is not used yet, from in_at_ on
  std::size_t in_at_ = 0;
  std::string out_;               // answers not yet written
  std::string_view tail_;         // a large body that follows out_
  std::size_t counted_body_ = 0;  // this connection's part of Connections::bodies
  std::unique_ptr<Head> head_;    // of the request under way
  std::unique_ptr<Outcome> outcome_;
  Response response_;
};

}  // namespace seggwat::http
