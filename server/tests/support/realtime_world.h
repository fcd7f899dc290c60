#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "db/lanes.h"
#include "http/response.h"
#include "journal/cursor.h"
#include "realtime/page_reader.h"
#include "realtime/presence.h"
#include "realtime/realtime.h"
#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::testing {

struct HeardEvent {
  std::string name;
  std::string id;
  std::string data;
};

// The other end of a stream: a real loopback connection that reads only when told to.
class StreamClient {
 public:
  explicit StreamClient(boost::asio::ip::tcp::socket socket);
  // Takes what has come, at most `limit` bytes. False when there was nothing new.
  bool read(std::size_t limit = 1 << 20);
  const std::string& text() const { return text_; }
  std::string head() const { return text_.substr(0, text_.find("\r\n\r\n")); }
  // Whole events so far, in order.
  std::vector<HeardEvent> events() const;
  std::vector<std::string> data_of(std::string_view name) const;
  // Id of the last event that has one.
  std::string last_id() const;
  bool is_closed() const { return closed_; }
  boost::asio::ip::tcp::socket& socket() { return socket_; }

 private:
  boost::asio::ip::tcp::socket socket_;
  std::string text_;
  bool closed_ = false;
};

// The journal in real SQLite, a read lane, an event loop that the test turns, and domains of the simplest kind: the event of entry
// n is {"no":n}, a user's thread is what `threads` says.
class RealtimeWorld : public realtime::Source {
 public:
  explicit RealtimeWorld(realtime::Limits limits = {});
  ~RealtimeWorld() override;

  // Commits an entry of the thread; `to_user`: its user may see it.
  enum class Sees { team, both };
  journal::Record commit(const realtime::User& user, Sees sees = Sees::both);
  std::vector<journal::Record> commit_many(const realtime::User& user, int count, Sees sees = Sees::both);
  realtime::Published published(const realtime::User& user, const journal::Record& record);
  // Commits, then tells the hub.
  journal::Record post(const realtime::User& user, Sees sees = Sees::both);

  std::unique_ptr<StreamClient> open(const realtime::User& user, std::optional<std::string> cursor = {},
                                     std::optional<Instant> ends_at = {});
  std::unique_ptr<StreamClient> open(const realtime::TeamScope& scope, std::optional<std::string> cursor = {},
                                     std::optional<Instant> ends_at = {});
  // The answer appears in the returned place.
  std::shared_ptr<std::optional<http::Response>> poll(const realtime::Audience& who, std::optional<std::string> cursor, int wait);

  // Turns the loop until the condition holds; false after a minute.
  bool until(const std::function<bool()>& holds);
  // Turns the loop until nothing happens any more.
  void settle();
  void advance(Milliseconds by);

  std::string cursor(const journal::Position& at) const { return cursors.team(at); }
  std::string cursor(const realtime::User& user, const journal::Position& at) const {
    return cursors.user(user.project, user.sub, at);
  }
  static std::vector<std::string> numbers(std::int64_t from, std::int64_t to);

  std::optional<View> find_view(db::Database& database, const realtime::User& user) const override;
  std::optional<realtime::Rendered> render(db::Database&, const realtime::TeamScope&, const journal::Record&) const override;
  std::optional<realtime::Rendered> render(db::Database&, const realtime::User&, const journal::Record&) const override;
  std::int64_t unread_of(db::Database&, const realtime::TeamScope&) const override { return 7; }
  std::int64_t unread_of(db::Database&, const View&) const override { return 3; }

  TempDir dir;
  ManualClock clock;
  SeededRandom random;
  std::unique_ptr<db::Database> database;
  journal::Cursors cursors;
  boost::asio::io_context loop;
  std::unique_ptr<db::ReadLane> read;
  std::map<std::string, ThreadId> threads;  // by sub; set before the loop is turned
  std::string padding;                      // into every event
  mutable std::atomic<int> rendered{0};     // events made, live or read
  std::vector<std::pair<ThreadId, std::int64_t>> delivered;
  std::vector<std::pair<std::string, Instant>> left;
  std::unique_ptr<realtime::Realtime> realtime;

 private:
  std::pair<boost::asio::ip::tcp::socket, boost::asio::ip::tcp::socket> connect();
  realtime::Rendered make(const journal::Record& record) const;

  boost::asio::ip::tcp::acceptor acceptor_;
  std::map<ThreadId, std::int64_t> user_nos_;
};

}  // namespace seggwat::testing
