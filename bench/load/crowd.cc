#include "load/crowd.h"

#include <stdexcept>
#include <utility>

#include "load/sse_reader.h"
#include "load/xmpp_dialogue.h"

namespace bench {
namespace {

constexpr Nanos kPatience = 60 * kSecond;

// Over XMPP the request is what logs in, and comes second.
void open_stream(Stream& stream, const Target& target, std::string_view request) {
  if (target.kind != Kind::xmpp) return stream.open(target.port, request, std::make_unique<SseReader>());
  stream.open(target.port, XmppDialogue::kOpening, std::make_unique<XmppDialogue>(request));
}

}  // namespace

void Crowd::open(std::vector<std::string> requests, std::size_t at_once) {
  requests_ = std::move(requests);
  cursors_.resize(requests_.size());
  waiting_.resize(requests_.size());
  const auto opened = [&] { return streams_.size() - ready_ < at_once && streams_.size() < requests_.size(); };
  const auto step = [&] {
    while (opened()) {
      auto& stream = streams_.emplace_back(loop_, *this, streams_.size());
      open_stream(stream, target_, requests_[streams_.size() - 1]);
    }
    return ready_ + broken_ >= requests_.size();
  };
  const bool in_time = loop_.run_until(step, now() + kPatience);
  if (broken_ > 0) throw std::runtime_error(std::to_string(broken_) + " streams were refused: " + why_);
  if (!in_time) throw std::runtime_error("only " + std::to_string(ready_) + " streams became ready");
}

void Crowd::close() {
  for (auto& stream : streams_) stream.close();
}

void Crowd::say(std::size_t stream, std::string_view words, OnTaken on_taken) {
  waiting_[stream] = std::move(on_taken);
  streams_[stream].say(words);
}

void Crowd::answer(std::size_t stream, bool taken, std::string_view why) {
  if (const auto on_taken = std::exchange(waiting_[stream], nullptr)) on_taken(taken, why);
}

void Crowd::on_begun(std::size_t) {
  if (target_.kind == Kind::nchan) note_ready();
}

void Crowd::on_event(std::size_t stream, const Event& event, Nanos at) {
  if (event.name == "taken") return answer(stream, true, {});
  if (keeps_cursors_ && !event.id.empty()) cursors_[stream] = event.id;
  if (event.name == "ready" || event.name == "reset") note_ready();
  if (on_event_) on_event_(stream, event, at);
}

void Crowd::on_closed(std::size_t stream, const std::string& why) {
  ++broken_;
  if (why_.empty()) why_ = why;
  answer(stream, false, why);
}

}  // namespace bench
