#include "realtime/poll.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <utility>

#include "realtime/hub.h"

namespace seggwat::realtime {
namespace {

void append_event(std::string& body, const Frame& frame) {
  body.append(R"({"event":")").append(frame.name()).append("\"");
  if (!frame.id().empty()) body.append(R"(,"id":")").append(frame.id()).append("\"");
  body.append(R"(,"data":)").append(frame.json()).append("}");
}

}  // namespace

Poll::Poll(Context& context, const Audience& audience, Answer answer, Tick until)
    : Follower(context, audience, FollowerKind::poll), answer_(std::move(answer)), until_(until) {}

void Poll::start(Given given) {
  wants_head_ = !given.text;
  begin(std::move(given));
}

void Poll::begin_with(const Page& page) {
  cursor_ = page.first->id();
  if (page.is_reset) events_.push_back(page.first);
  if (page.is_reset || wants_head_) answer_now();
}

void Poll::take(const SharedFrame& frame) {
  events_.push_back(frame);
  if (!frame->id().empty()) cursor_ = frame->id();
  if (is_live()) answer_soon();
}

void Poll::page_taken(const Page& page) {
  if (page.moved) cursor_ = context_.reader.cursor_of(audience(), page.through);
  if (!events_.empty()) return answer_now();
  if (is_behind()) return read_on();
  if (context_.clock.monotonic() >= until_) answer_now();
}

void Poll::fail(const Error& error) {
  leave();
  std::exchange(answer_, nullptr)(http::error_response(error));
}

void Poll::answer_soon() {
  if (std::exchange(answering_, true)) return;
  boost::asio::post(context_.loop, [self = shared_from_this(), this] { answer_now(); });
}

void Poll::answer_now() {
  if (has_ended()) return;
  if (cursor_.empty() && events_.empty()) return fail(db::unavailable());
  std::string body = R"({"events":[)";
  for (const auto& event : events_) {
    if (body.back() == '}') body += ',';
    append_event(body, *event);
  }
  body.append(R"(],"cursor":")").append(cursor_).append("\"}");
  SharedFrame delivered;
  for (const auto& event : events_) {
    if (event->delivers) delivered = event;
  }
  if (delivered && context_.hooks.on_delivered) {
    context_.hooks.on_delivered(delivered->delivers->thread, delivered->delivers->seq);
  }
  http::Response response;
  response.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
  response.body = std::move(body);
  leave();
  std::exchange(answer_, nullptr)(std::move(response));
}

void Poll::end(std::optional<std::string_view> code) {
  if (has_ended()) return;
  if (code) events_.push_back(std::make_shared<const Frame>("expired", "", R"({"code":")" + std::string(*code) + R"("})"));
  answer_now();
}

void Poll::abandon() { answer_now(); }

Tick Poll::on_due(Tick now) {
  if (now < until_) return until_;
  // Still waiting for its first page: without a cursor there is nothing to say yet.
  if (!cursor_.empty()) answer_now();
  return now;
}

}  // namespace seggwat::realtime
