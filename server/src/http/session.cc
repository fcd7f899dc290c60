#include "http/session.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "base/log.h"
#include "base/memory.h"
#include "http/chunk_reader.h"
#include "http/detached_socket.h"

namespace seggwat::http {
namespace {

namespace asio = boost::asio;
using Code = boost::system::error_code;

constexpr std::size_t kCopiedBody = 16 * 1024;  // a larger one is written from where it is
constexpr std::size_t kAnswersAtOnce = 64 * 1024;
// A body up to this size is read even when nobody may send it: an answer over unread bytes ends in a reset, and browsers then lose
// it.
constexpr std::size_t kReadAnyway = 64 * 1024;
constexpr Refusal kTooSlow{408, "request_timeout", "The request took too long to arrive."};
constexpr Refusal kTooLarge{413, "too_large", "The body is too large."};
constexpr Refusal kBadChunks{400, "bad_request", "The chunked body is malformed."};
constexpr Refusal kTooMany{503, "unavailable", "Too much is going on at once; try again soon."};
constexpr Refusal kNoMemory{503, "unavailable", "The server is short of memory; try again soon."};
constexpr Refusal kNoAnswer{503, "unavailable", "The answer took too long; try again."};
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

Response response_of(Refusal refusal) {
  auto response = refusal_response(refusal.status, refusal.code, refusal.message);
  response.close = true;
  if (refusal.status == 503) response.set("Retry-After", "5");
  if (refusal.status == 405 || refusal.status == 501) response.set("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  return response;
}

Response internal_error() { return error_response({ErrorKind::internal, "internal", "Something went wrong on our side."}); }

}  // namespace

Session::Session(std::shared_ptr<Connections> connections, Socket socket, asio::ip::address peer)
    : shared_(std::move(connections)),
      socket_(std::move(socket)),
      wake_(shared_->loop, Time::max()),
      peer_(std::move(peer)),
      place_(shared_->open.size()) {
  shared_->open.push_back(this);
}

Session::~Session() { leave(); }

void Session::start(std::shared_ptr<Session> session, Admission admission) {
  asio::co_spawn(session->shared_->loop, run(session, admission), asio::detached);
}

void Session::leave() {
  if (left_) return;
  left_ = true;
  count_body(0);
  auto& open = shared_->open;
  open[place_] = open.back();
  open[place_]->place_ = place_;
  open.pop_back();
}

void Session::keep_deadline(Time now) {
  if (now < deadline_) return;
  deadline_ = kNever;
  expired_ = true;
  Code ignored;
  socket_.cancel(ignored);
  wake_.cancel();
}

void Session::finish_soon() {
  closing_ = true;
  Code ignored;
  if (phase_ == Phase::idle) socket_.cancel(ignored);
}

void Session::close_now() {
  closing_ = true;
  Code ignored;
  socket_.close(ignored);
  wake_.cancel();
}

Session::Time Session::deadline_for(Options::Time grace, std::size_t bytes) const {
  return now() + grace + std::chrono::seconds(bytes / shared_->options.bytes_per_second);
}

asio::awaitable<void> Session::run(std::shared_ptr<Session> self, Admission admission) {
  try {
    if (admission == Admission::welcome) {
      co_await self->converse();
    } else {
      co_await self->turn_away();
    }
  } catch (const std::exception& fault) {
    log::error("connection_failed", {{"what", fault.what()}});
  }
  self->leave();
}

asio::awaitable<void> Session::converse() {
  while (!closing_) {
    Step step = co_await read_head();
    if (step == Step::go_on) step = co_await read_body();
    if (step == Step::go_on) step = co_await answer();
    if (step == Step::gone) co_return;
    step = co_await send();
    if (step == Step::gone) co_return;
  }
  co_await close_gently();
}

asio::awaitable<void> Session::turn_away() {
  const Got got = co_await more(now() + shared_->options.linger_time);
  if (got != Got::bytes) co_return;
  refuse(kTooMany);
  const Step step = co_await send();
  if (step == Step::go_on) co_await close_gently();
}

asio::awaitable<Session::Step> Session::read_head() {
  const auto& options = shared_->options;
  phase_ = Phase::idle;
  std::size_t scanned = 0;
  Time until = now() + (served_ ? options.idle_time : options.header_time);
  while (true) {
    if (scanned <= 1 && pending().starts_with("\r\n")) {  // RFC 9112 §2.2: an empty line before a request is ignored
      consume(2);
      scanned = 0;
    }
    const auto end = find_head_end(pending(), scanned);
    if (!end) co_return refuse(end.error());
    if (*end > 0) co_return take_head(*end);
    if (phase_ == Phase::idle && !pending().empty()) {
      phase_ = Phase::reading;
      until = now() + options.header_time;
    }
    const Step flushed = co_await flush();
    if (flushed == Step::gone || (closing_ && phase_ == Phase::idle)) co_return Step::gone;
    const Got got = co_await more(until);
    if (got == Got::expired && phase_ == Phase::reading) co_return refuse(kTooSlow);
    if (got == Got::no_room) co_return refuse(kNoMemory);
    if (got != Got::bytes) co_return Step::gone;
  }
}

Session::Step Session::take_head(std::size_t size) {
  phase_ = Phase::reading;
  auto head = parse_head(pending().substr(0, size));
  consume(size);
  if (!head) return refuse(head.error());
  if (memory::is_short()) return refuse(kNoMemory);
  head_ = std::make_unique<Head>(std::move(*head));
  head_->request.client_address = shared_->options.trusted_proxies.client_of(peer_, head_->request);
  return Step::go_on;
}

asio::awaitable<Session::Step> Session::read_body() {
  if (!head_->chunked && head_->content_length == 0) co_return Step::go_on;
  const std::size_t limit = shared_->service.body_limit(head_->request);
  if (head_->content_length > limit) co_return refuse(kTooLarge);
  if ((head_->chunked ? limit : head_->content_length) > kReadAnyway) {
    if (auto refusal = shared_->service.refuse_unread(head_->request)) {
      response_ = std::move(*refusal);
      response_.close = true;
      co_return Step::refused;
    }
  }
  if (head_->expects_continue && pending().empty()) out_ += kContinue;
  auto& body = head_->request.body;
  ChunkReader chunks(limit);
  const Time begun = now();
  while (true) {
    std::string_view bytes = pending();
    const std::size_t before = bytes.size();
    auto state = ChunkReader::State::more;
    if (head_->chunked) {
      state = chunks.feed(bytes, body);
    } else {
      const std::size_t taken = std::min<std::size_t>(bytes.size(), head_->content_length - body.size());
      body += bytes.substr(0, taken);
      bytes.remove_prefix(taken);
      if (body.size() == head_->content_length) state = ChunkReader::State::done;
    }
    consume(before - bytes.size());
    if (state == ChunkReader::State::done) co_return Step::go_on;
    if (state == ChunkReader::State::too_large) co_return refuse(kTooLarge);
    if (state == ChunkReader::State::malformed) co_return refuse(kBadChunks);
    if (!count_body(body.size())) co_return refuse(kTooMany);
    const Step flushed = co_await flush();
    if (flushed == Step::gone) co_return Step::gone;
    const auto earned = std::chrono::seconds(body.size() / shared_->options.bytes_per_second);
    const Time until = std::min(begun + shared_->options.body_grace + earned, now() + shared_->options.body_pause);
    const Got got = co_await more(until);
    if (got == Got::expired) co_return refuse(kTooSlow);
    if (got == Got::no_room || memory::is_short()) co_return refuse(kNoMemory);
    if (got == Got::end) co_return Step::gone;
  }
}

Session::Step Session::refuse(Refusal refusal) {
  response_ = response_of(refusal);
  return Step::refused;
}

Plan Session::first_step() {
  try {
    return shared_->service.answer(head_->request);
  } catch (const std::bad_alloc&) {
    return response_of(kNoMemory);
  } catch (const std::exception& fault) {
    log::error("answer_failed", {{"what", fault.what()}});
    return internal_error();
  }
}

void Session::start_plan() {
  outcome_.reset();
  const unsigned number = ++plan_number_;
  run_plan(first_step(), shared_->lanes, [self = shared_from_this(), number](Outcome outcome) {
    if (number != self->plan_number_) return;
    self->outcome_ = std::make_unique<Outcome>(std::move(outcome));
    self->wake_.cancel();
  });
}

asio::awaitable<Session::Step> Session::answer() {
  phase_ = Phase::answering;
  start_plan();
  if (!outcome_) {
    const Step flushed = co_await flush();
    if (flushed == Step::gone) closing_ = true;
  }
  if (!outcome_) {
    deadline_ = now() + shared_->options.plan_time;
    Code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    co_await wake_.async_wait(token);
    deadline_ = kNever;
  }
  ++plan_number_;
  if (!outcome_) co_return refuse(kNoAnswer);
  if (auto* takeover = std::get_if<Takeover>(outcome_.get())) {
    const Step flushed = co_await flush();
    if (flushed == Step::go_on) hand_over(std::move(*takeover));
    co_return Step::gone;
  }
  response_ = std::move(std::get<Response>(*outcome_));
  co_return Step::go_on;
}

void Session::hand_over(Takeover takeover) {
  leave();
  in_ = {};
  out_ = {};
  head_.reset();
  outcome_.reset();
  takeover.take(std::make_unique<DetachedSocket>(DetachedSocket{std::move(socket_)}));
}

void Session::compose() {
  static const Request kUnread;
  const Request& request = head_ ? head_->request : kUnread;
  shared_->service.finish(request, response_);
  const bool keep = head_ && head_->keep_alive && !response_.close && !closing_;
  closing_ = !keep;
  append_head(out_, response_, head_ ? head_->version : Version::http_1_1, keep ? After::keep_alive : After::close);
  const auto body = request.method == Method::head ? std::string_view{} : body_of(response_);
  if (body.size() > kCopiedBody) {
    tail_ = body;
  } else {
    out_ += body;
  }
}

asio::awaitable<Session::Step> Session::send() {
  compose();
  Step step = Step::go_on;
  if (closing_ || !tail_.empty() || sends_file() || out_.size() > kAnswersAtOnce) step = co_await flush();
  if (step == Step::go_on && sends_file()) step = co_await send_file();
  served_ = true;
  count_body(0);
  head_.reset();
  outcome_.reset();
  response_ = Response{};
  co_return step;
}

}  // namespace seggwat::http
