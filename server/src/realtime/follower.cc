#include "realtime/follower.h"

#include <algorithm>

#include "realtime/hub.h"

namespace seggwat::realtime {

void Follower::begin(Given given) {
  ask([this, given = std::move(given)](db::Database& database) -> Result<Page> {
    return context_.reader.open(database, audience_, given);
  });
}

void Follower::hear(const SharedFrame& frame, std::int64_t no, std::int64_t journal_no) {
  if (phase_ == Phase::ended) return;
  if (phase_ != Phase::live) {
    missed_ = std::max(missed_, journal_no);
    return;
  }
  if (no <= position_) return;
  if (no > position_ + 1) {
    // Something was committed that nobody published; the journal has it.
    missed_ = std::max(missed_, journal_no);
    phase_ = Phase::behind;
    read_on();
    return;
  }
  position_ = no;
  if (frame) take(frame);
}

void Follower::hear_passing(const SharedFrame& frame) {
  if (phase_ == Phase::live) return take(frame);
  missed_passing_ = true;
}

void Follower::read_on() {
  if (phase_ != Phase::behind) return;
  ask([this, after = position_](db::Database& database) -> Result<Page> {
    return context_.reader.read_on(database, audience_, after);
  });
}

void Follower::fall_behind(std::int64_t no) {
  position_ = std::min(position_, no - 1);
  phase_ = Phase::behind;
}

void Follower::leave() {
  phase_ = Phase::ended;
  context_.hub.remove(*this);
}

// `ask` runs on another thread while this object is held by `done`; it reads only what never changes.
void Follower::ask(ReadGate::Ask ask) {
  phase_ = Phase::reading;
  context_.gate.read(std::move(ask), [self = shared_from_this()](Result<Page> page) { self->arrive(std::move(page)); });
}

void Follower::arrive(Result<Page> page) {
  if (phase_ == Phase::ended) return;
  if (!page) return fail(page.error());
  position_ = page->through.no;
  if (const auto* who = user(); who != nullptr && page->thread) context_.hub.learn_thread(*who, *page->thread);
  if (page->first) begin_with(*page);
  for (const auto& frame : page->frames) {
    if (phase_ == Phase::ended) return;
    take(frame);
  }
  if (phase_ == Phase::ended) return;
  phase_ = page->more || page->head < missed_ ? Phase::behind : Phase::live;
  page_taken(*page);
}

}  // namespace seggwat::realtime
