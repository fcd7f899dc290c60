#include "realtime/realtime.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/memory.h"
#include "http/detached_socket.h"
#include "realtime/event_stream.h"
#include "realtime/hub.h"
#include "realtime/page_reader.h"
#include "realtime/pending_writes.h"
#include "realtime/poll.h"
#include "realtime/presence_board.h"
#include "realtime/read_gate.h"

namespace seggwat::realtime {
namespace {

constexpr Milliseconds kTickEvery{500};
constexpr Milliseconds kShutdownTakes{2'000};
constexpr Seconds kLongestPoll{25};

Error too_many() {
  return {ErrorKind::rate_limited, "rate_limited", "Too many connections are open. Please close one and try again.", Seconds{10}};
}

Error no_room() {
  return {ErrorKind::unavailable, "unavailable", "The server has no room for another connection. Please try again.", Seconds{5}};
}

}  // namespace

struct Realtime::Core {
  explicit Core(Parts given)
      : parts(std::move(given)),
        newest(parts.head),
        reader(parts.cursors, newest, parts.source),
        gate(parts.read),
        hub(parts.cursors, newest),
        writes(parts.loop),
        board(hub, parts.clock, parts.hooks),
        context{parts.loop, parts.clock, parts.random,
                reader,     gate,        hub,
                writes,     parts.hooks, [this](const ProjectId& project) { return board.team_event(project); }},
        timer(parts.loop) {
    hub.set_watcher(&board);
  }

  void tick() {
    const Tick now = parts.clock.monotonic();
    hub.run_due(now);
    board.run_due(now);
    if (memory::is_short()) hub.for_each([](Follower& follower) { follower.give_way(); });
    if (stopped && now >= stop_at) hub.for_each([](Follower& follower) { follower.abandon(); });
    tell_stopped();
  }

  void tick_later() {
    timer.expires_after(kTickEvery);
    timer.async_wait([this](const boost::system::error_code& error) {
      if (error) return;
      tick();
      if (!has_ended()) tick_later();
    });
  }

  void tell_stopped() {
    if (!stopped || hub.size() > 0) return;
    timer.cancel();
    if (const auto done = std::exchange(stopped, nullptr)) done();
  }

  // Shut down, and said so: nothing may keep the event loop waiting.
  bool has_ended() const { return stopping && !stopped; }

  Status admit(std::size_t open, std::size_t cap) const {
    if (stopping || hub.size() >= parts.limits.total) return std::unexpected(no_room());
    if (open >= cap) return std::unexpected(too_many());
    return {};
  }

  void open_stream(std::unique_ptr<http::DetachedSocket> socket, const Audience& audience, Opening opening) {
    const auto stream = std::make_shared<EventStream>(context, audience, std::move(socket->socket), opening.ends_at);
    hub.add(stream, stream->first_due());
    stream->start(opening.headers, reader.understand(audience, std::move(opening.cursor)));
    if (stopping) stream->dismiss();
  }

  http::Plan poll(const Audience& audience, std::optional<std::string> cursor, Milliseconds wait, std::optional<Instant> ends_at) {
    Milliseconds longest = std::clamp<Milliseconds>(wait, Milliseconds{0}, kLongestPoll);
    if (ends_at) longest = std::clamp<Milliseconds>(*ends_at - parts.clock.now(), Milliseconds{0}, longest);
    return http::Later{
        [this, audience, given = reader.understand(audience, std::move(cursor)), longest](Poll::Answer answer) mutable {
          const Tick until = parts.clock.monotonic() + longest;
          const auto made = std::make_shared<Poll>(context, audience, std::move(answer), until);
          hub.add(made, until);
          made->start(std::move(given));
          if (stopping) made->dismiss();
        }};
  }

  Parts parts;
  journal::Newest newest;
  PageReader reader;
  ReadGate gate;
  Hub hub;
  PendingWrites writes;
  PresenceBoard board;
  Context context;
  boost::asio::steady_timer timer;
  std::function<void()> stopped;
  Tick stop_at{};
  bool stopping = false;
};

Realtime::Realtime(Parts parts) : core_(std::make_unique<Core>(std::move(parts))) {}
Realtime::~Realtime() = default;

void Realtime::start() { core_->tick_later(); }
void Realtime::tick() { core_->tick(); }

Status Realtime::admit(const User& user) const { return core_->admit(open_streams_of(user), core_->parts.limits.per_user); }
Status Realtime::admit(const TeamScope& scope) const {
  return core_->admit(open_streams_of(scope.member), core_->parts.limits.per_member);
}
std::size_t Realtime::open_streams_of(const User& user) const { return core_->hub.count_of(user); }
std::size_t Realtime::open_streams_of(const MemberId& member) const { return core_->hub.count_of(member); }
std::size_t Realtime::open_streams() const { return core_->hub.size(); }

void Realtime::open_stream(std::unique_ptr<http::DetachedSocket> socket, const User& user, Opening opening) {
  core_->open_stream(std::move(socket), user, std::move(opening));
}
void Realtime::open_stream(std::unique_ptr<http::DetachedSocket> socket, const TeamScope& scope, Opening opening) {
  core_->open_stream(std::move(socket), scope, std::move(opening));
}
http::Plan Realtime::poll(const User& user, std::optional<std::string> cursor, Seconds wait, std::optional<Instant> ends_at) {
  return core_->poll(user, std::move(cursor), wait, ends_at);
}
http::Plan Realtime::poll(const TeamScope& scope, std::optional<std::string> cursor, Seconds wait, std::optional<Instant> ends_at) {
  return core_->poll(scope, std::move(cursor), wait, ends_at);
}

void Realtime::publish(const Published& published) {
  const auto& entry = published.record.entry;
  if (entry.kind == journal::Kind::message && entry.thread) core_->board.forget_typing(*entry.thread);
  core_->hub.publish(published);
}

void Realtime::end_streams(const User& user, std::optional<std::string_view> code) {
  core_->hub.for_each_of(user, [&](Follower& follower) { follower.end(code); });
}
void Realtime::end_user_streams(const std::function<bool(const User&)>& which, std::optional<std::string_view> code) {
  core_->hub.for_each_user(which, [&](Follower& follower) { follower.end(code); });
}
void Realtime::end_team_streams(const std::function<bool(const TeamScope&)>& which, std::optional<std::string_view> code) {
  core_->hub.for_each_team(which, [&](Follower& follower) { follower.end(code); });
}

void Realtime::shutdown(std::function<void()> done) {
  core_->stopping = true;
  core_->stop_at = core_->parts.clock.monotonic() + kShutdownTakes;
  core_->stopped = std::move(done);
  core_->hub.for_each([](Follower& follower) { follower.dismiss(); });
  core_->tell_stopped();
}

Presence& Realtime::presence() { return core_->board; }

}  // namespace seggwat::realtime
