#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/result.h"
#include "db/lanes.h"
#include "http/plan.h"
#include "http/request.h"
#include "journal/cursor.h"
#include "realtime/audience.h"
#include "realtime/event.h"
#include "realtime/source.h"

namespace boost::asio {
class io_context;
}

namespace seggwat::realtime {

class Presence;

struct Limits {
  std::size_t per_user = 10;  // open streams and polls
  std::size_t per_member = 20;
  std::size_t total = 50'000;
};

// Effects on other domains, called on the event loop.
struct Hooks {
  // A member's message was written to its user's connection, whole. Several in one go are told once, with the highest seq.
  std::function<void(const ThreadId&, std::int64_t seq)> on_delivered;
  // The user counts as gone, since `left`. Not called for those who were never here.
  std::function<void(const User&, Instant left)> on_left;
};

struct Parts {
  boost::asio::io_context& loop;
  db::ReadLane& read;
  const Clock& clock;
  Random& random;
  const journal::Cursors& cursors;
  const Source& source;
  Hooks hooks;
  Limits limits;
  journal::Position head{};  // after the newest entry, before anything is published
};

// How a stream is opened.
struct Opening {
  std::vector<http::Header> headers;  // CORS and security headers of the answer; the stream's own are added
  std::optional<std::string> cursor;  // Last-Event-ID if the request has that header, else ?cursor=; as sent
  std::optional<Instant> ends_at;     // when the right to listen ends (a token: exp + 60 s): `expired`, then the end
};

// Everybody who listens: open streams and waiting polls. All of it on the event loop, no locks, but whereabouts().
class Realtime {
 public:
  explicit Realtime(Parts parts);
  ~Realtime();
  Realtime(const Realtime&) = delete;
  Realtime& operator=(const Realtime&) = delete;

  // Begins the one coarse timer (each second). Tests call tick() themselves instead.
  void start();
  // Heartbeats, expiries, stalls, presence and typing: whatever is due by the clock.
  void tick();

  // To be asked before a stream or poll: 429 `rate_limited` above the caps, 503 above the total or while shutting down.
  Status admit(const User& user) const;
  Status admit(const TeamScope& scope) const;
  std::size_t open_streams_of(const User& user) const;
  std::size_t open_streams_of(const MemberId& member) const;
  std::size_t open_streams() const;

  // Status line, headers, `ready` or `reset`, what was missed, then live. Takes the socket for good.
  void open_stream(std::unique_ptr<http::DetachedSocket> socket, const User& user, Opening opening);
  void open_stream(std::unique_ptr<http::DetachedSocket> socket, const TeamScope& scope, Opening opening);

  // The same events by long poll: answers as soon as there is one, at the latest after `wait`; at once with the head when there is
  // no cursor. `ends_at` as in Opening.
  http::Plan poll(const User& user, std::optional<std::string> cursor, Seconds wait, std::optional<Instant> ends_at);
  http::Plan poll(const TeamScope& scope, std::optional<std::string> cursor, Seconds wait, std::optional<Instant> ends_at);

  void publish(const Published& published);

  // Ends streams and polls with `expired {code}`; without a code they just end, and the client comes back and is judged anew.
  void end_streams(const User& user, std::optional<std::string_view> code);
  void end_user_streams(const std::function<bool(const User&)>& which, std::optional<std::string_view> code);
  void end_team_streams(const std::function<bool(const TeamScope&)>& which, std::optional<std::string_view> code);

  // Tells every stream when to come back, sends FIN, answers polls. `done` is called once all are gone, at the latest after 2 s.
  void shutdown(std::function<void()> done);

  // Who is there, viewing, replying, typing.
  Presence& presence();

 private:
  struct Core;
  std::unique_ptr<Core> core_;
};

}  // namespace seggwat::realtime
