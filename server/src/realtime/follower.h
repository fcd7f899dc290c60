#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"
#include "realtime/page_reader.h"
#include "realtime/read_gate.h"
#include "realtime/realtime.h"
#include "realtime/sse.h"

namespace seggwat::realtime {

class Hub;
class PendingWrites;

using Tick = std::chrono::steady_clock::time_point;

// What every follower works with. Lives as long as the Realtime.
struct Context {
  boost::asio::io_context& loop;
  const Clock& clock;
  Random& random;
  const PageReader& reader;
  ReadGate& gate;
  Hub& hub;
  PendingWrites& writes;
  const Hooks& hooks;
  // The team's presence in a project, as an event to its users.
  std::function<Rendered(const ProjectId&)> team_presence;
};

enum class FollowerKind : std::uint8_t { stream, poll };

// Somebody who follows the journal: first what was missed, in pages, then live, without gap or double. Numbers are compared, never
// times: `position_` is the last number this reader has had or may not see, and an event at or before it is skipped. While a page
// is being read, live events are only noted; it is live once a page was read from a snapshot that has all of them.
// On the event loop. The hub holds it until leave().
class Follower : public std::enable_shared_from_this<Follower> {
 public:
  virtual ~Follower() = default;
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  const Audience& audience() const { return audience_; }
  const User* user() const { return std::get_if<User>(&audience_); }
  const TeamScope* team() const { return std::get_if<TeamScope>(&audience_); }
  FollowerKind kind() const { return kind_; }

  // Asks for the start and the first page.
  void begin(Given given);
  // The entry `no` of this reader's numbering, `journal_no` of the journal's, is committed; null: nothing to see in it.
  void hear(const SharedFrame& frame, std::int64_t no, std::int64_t journal_no);
  // Something that is not kept. Lost on those who are catching up.
  void hear_passing(const SharedFrame& frame);

  // Ends with `expired {code}`, or without a word.
  virtual void end(std::optional<std::string_view> code) = 0;
  // The program stops.
  virtual void dismiss() = 0;
  // Gives up at once, whatever is still unsent.
  virtual void abandon() = 0;
  // Memory is short: whoever makes the server hold much for them is let go, and comes back to read on.
  virtual void give_way() {}
  // Something may be due; returns when to ask again. Must be asked at the time it has given, or later.
  virtual Tick on_due(Tick now) = 0;

 protected:
  Follower(Context& context, const Audience& audience, FollowerKind kind) : context_(context), audience_(audience), kind_(kind) {}

  enum class Phase : std::uint8_t { behind, reading, live, ended };

  // Takes one event. May call fall_behind().
  virtual void take(const SharedFrame& frame) = 0;
  // The first page, before its frames are taken.
  virtual void begin_with(const Page& page) = 0;
  // A page was taken whole; when there is nothing more to read, the follower is live.
  virtual void page_taken(const Page& page) = 0;
  virtual void fail(const Error& error) = 0;

  // Reads the next page, if one is wanted. For a follower that has room again.
  void read_on();
  // Everything from `no` on was not taken after all: it is read again from the journal.
  void fall_behind(std::int64_t no);
  void leave();

  bool is_live() const { return phase_ == Phase::live; }
  bool is_behind() const { return phase_ == Phase::behind; }
  bool has_ended() const { return phase_ == Phase::ended; }

  Context& context_;
  Phase phase_ = Phase::reading;
  bool missed_passing_ = false;  // something that is not kept may have changed unheard

 private:
  void ask(ReadGate::Ask ask);
  void arrive(Result<Page> page);

  friend class Hub;
  class PendingWrites;
  Audience audience_;
  std::int64_t position_ = 0;
  std::int64_t missed_ = 0;    // newest journal number that came while not live
  std::size_t hub_index_ = 0;  // kept by the hub
  const FollowerKind kind_;
};

}  // namespace seggwat::realtime
