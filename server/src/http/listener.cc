#include "http/listener.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <deque>
#include <exception>
#include <new>
#include <utility>

#include "base/log.h"
#include "base/memory.h"
#include "http/session.h"

namespace seggwat::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using Code = boost::system::error_code;

namespace {

// When everybody comes back at once, what the system lets wait is soon full, and whoever finds it full tries again a second later.
// It lets 4,096 wait at each socket (net.core.somaxconn) and shares out who comes among those of one port.
constexpr std::size_t kDoors = 8;
constexpr int kAcceptsInARow = 1024;

// Beyond the limit some clients are still told so; more than these are dropped.
std::size_t turned_away_at_once(std::size_t limit) { return limit / 20 + 16; }

// Says that a task is there, as long as it lives.
class Running {
 public:
  explicit Running(bool& flag) : flag_(flag) { flag_ = true; }
  ~Running() { flag_ = false; }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  bool& flag_;
};

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

enum class Shared { no, yes };
void bind(tcp::acceptor& acceptor, const tcp::endpoint& endpoint, Shared shared) {
  acceptor.open(endpoint.protocol());
  acceptor.set_option(tcp::acceptor::reuse_address(true));
  if (shared == Shared::yes) acceptor.set_option(ReusePort(true));
  acceptor.bind(endpoint);
}

// Sockets that share a port would share it with those of another server too: so it is first seen to that nobody has it. Returns the
// address with its port.
tcp::endpoint free_endpoint(asio::io_context& loop, const tcp::endpoint& endpoint) {
  tcp::acceptor probe(loop);
  bind(probe, endpoint, Shared::no);
  return probe.local_endpoint();
}

// One of the sockets that connections come in by.
struct Door {
  Door(asio::io_context& loop, const tcp::endpoint& endpoint) : acceptor(loop), breather(loop) {
    bind(acceptor, endpoint, Shared::yes);
    acceptor.set_option(tcp::no_delay(true));  // inherited by what is accepted
    acceptor.listen(asio::socket_base::max_listen_connections);
    acceptor.non_blocking(true);
  }

  tcp::acceptor acceptor;
  asio::steady_timer breather;
  bool accepting = false;
};

}  // namespace

struct Listener::State : std::enable_shared_from_this<Listener::State> {
  State(asio::io_context& loop, const tcp::endpoint& endpoint, Service& service, db::Lanes lanes, const Clock& clock,
        Options options);

  asio::awaitable<void> accept_until_stopped(std::shared_ptr<State> self, Door& door);
  asio::awaitable<void> sweep_until_done(std::shared_ptr<State> self);
  asio::awaitable<void> pause(Options::Time time, asio::steady_timer& timer);
  // Accepts what waits, until `fault` says why no more. True when there was any.
  bool accept_all(tcp::acceptor& acceptor, Code& fault);
  void accept_one(tcp::acceptor& acceptor, Code& fault);
  void sweep();
  void stop(std::function<void()> when_done);
  bool is_over() const { return stopping && connections->open.empty(); }

  std::shared_ptr<Connections> connections;
  std::deque<Door> doors;  // they stay where they are
  asio::steady_timer sweeper;
  bool stopping = false;
  bool sweeping = false;
  bool was_short = false;  // of memory, when it was last looked
  Session::Time stop_by = Session::Time::max();
  std::function<void()> done;
};

Listener::State::State(asio::io_context& loop, const tcp::endpoint& endpoint, Service& service, db::Lanes lanes, const Clock& clock,
                       Options options)
    : connections(std::make_shared<Connections>(loop, service, lanes, clock, std::move(options))), sweeper(loop) {
  const auto place = free_endpoint(loop, endpoint);
  while (doors.size() < kDoors) doors.emplace_back(loop, place);
}

asio::awaitable<void> Listener::State::pause(Options::Time time, asio::steady_timer& timer) {
  timer.expires_after(time);
  Code ignored;
  auto token = asio::redirect_error(asio::use_awaitable, ignored);
  co_await timer.async_wait(token);
}

bool Listener::State::accept_all(tcp::acceptor& acceptor, Code& fault) {
  int accepted = 0;
  while (accepted < kAcceptsInARow && !stopping) {
    try {
      accept_one(acceptor, fault);
    } catch (const std::bad_alloc&) {
      fault = asio::error::no_memory;
    }
    if (fault) break;
    ++accepted;
  }
  return accepted > 0;
}

void Listener::State::accept_one(tcp::acceptor& acceptor, Code& fault) {
  tcp::endpoint peer;
  tcp::socket socket(connections->loop);
  acceptor.accept(socket, peer, fault);
  if (fault == asio::error::connection_aborted) fault = {};
  if (fault || !socket.is_open()) return;
  const std::size_t limit = connections->options.max_connections;
  const std::size_t open = connections->open.size();
  if (open >= limit + turned_away_at_once(limit)) return;
  socket.non_blocking(true, fault);
  if (fault) return;
  const auto admission = open < limit ? Admission::welcome : Admission::over_the_limit;
  Session::start(std::make_shared<Session>(connections, std::move(socket), peer.address()), admission);
}

asio::awaitable<void> Listener::State::accept_until_stopped(std::shared_ptr<State> self, Door& door) {
  const Running running(door.accepting);
  bool paused = false;
  while (!self->stopping) {
    Code fault;
    auto token = asio::redirect_error(asio::use_awaitable, fault);
    co_await door.acceptor.async_wait(tcp::acceptor::wait_read, token);
    if (memory::is_short()) fault = asio::error::no_memory;
    const bool accepted = !fault && self->accept_all(door.acceptor, fault);
    if (accepted) paused = false;
    if (!fault || fault == asio::error::would_block || fault == asio::error::try_again || self->stopping) continue;
    if (!paused) log::warn("accept_paused", {{"why", fault.message()}});
    paused = true;
    co_await self->pause(self->connections->options.accept_pause, door.breather);
  }
}

void Listener::State::sweep() {
  if (memory::is_short() != std::exchange(was_short, memory::is_short())) {
    log::warn(was_short ? "memory_short" : "memory_there_again");
  }
  memory::recover();
  const auto now = connections->clock.monotonic();
  const bool late = now >= stop_by;
  for (Session* session : connections->open) {
    if (late) {
      session->close_now();
    } else {
      session->keep_deadline(now);
    }
  }
}

asio::awaitable<void> Listener::State::sweep_until_done(std::shared_ptr<State> self) {
  const Running running(self->sweeping);
  while (!self->is_over()) {
    co_await self->pause(self->connections->options.sweep_every, self->sweeper);
    self->sweep();
  }
  if (self->done) self->done();
}

void Listener::State::stop(std::function<void()> when_done) {
  stopping = true;
  done = std::move(when_done);
  stop_by = connections->clock.monotonic() + connections->options.shutdown_time;
  Code ignored;
  for (auto& door : doors) {
    door.acceptor.close(ignored);
    door.breather.cancel();
  }
  for (Session* session : connections->open) session->finish_soon();
  sweeper.cancel();
}

Listener::Listener(asio::io_context& loop, const tcp::endpoint& endpoint, Service& service, db::Lanes lanes, const Clock& clock,
                   Options options)
    : state_(std::make_shared<State>(loop, endpoint, service, lanes, clock, std::move(options))) {}

Listener::~Listener() = default;

void Listener::start() {
  std::signal(SIGPIPE, SIG_IGN);  // sendfile() knows no MSG_NOSIGNAL: a client that leaves amid a download must not end us
  started_ = true;
  revive();
}

// A task that fails ends in an exception out of the loop, so that whoever runs it calls this again.
void Listener::revive() {
  if (!started_) return;
  const auto tell = [](const std::exception_ptr& fault) {
    if (fault) std::rethrow_exception(fault);
  };
  auto& state = *state_;
  for (auto& door : state.doors) {
    if (door.accepting || state.stopping) continue;
    asio::co_spawn(state.connections->loop, state.accept_until_stopped(state_, door), tell);
    door.accepting = true;  // it begins later
  }
  if (!state.sweeping && !state.is_over()) {
    asio::co_spawn(state.connections->loop, state.sweep_until_done(state_), tell);
    state.sweeping = true;
  }
}

void Listener::stop(std::function<void()> done) { state_->stop(std::move(done)); }

std::uint16_t Listener::port() const { return state_->doors.front().acceptor.local_endpoint().port(); }

std::size_t Listener::connections() const { return state_->connections->open.size(); }

std::size_t Listener::body_bytes() const { return state_->connections->bodies.bytes(); }

}  // namespace seggwat::http
