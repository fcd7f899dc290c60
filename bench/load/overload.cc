#include <algorithm>
#include <array>
#include <deque>
#include <vector>

#include "load/crowd.h"
#include "load/report.h"
#include "load/scenarios.h"
#include "load/sender.h"

namespace bench {
namespace {

constexpr double kUsual = 0.2;  // of the peak
constexpr double kTooMuch = 5;  // times the peak
// What is due is offered so often, or with the next event: waking for each message would take the processor from the server.
constexpr Nanos kOfferEvery = kSecond / 5'000;
constexpr Nanos kSlice = kSecond / 4;
constexpr std::size_t kSlices = 40;      // ten seconds
constexpr std::int64_t kNoticeable = 2;  // times the usual p99: more than this is not yet normal
constexpr Nanos kDrain = 60 * kSecond;

// Times from when a message was due until its user saw it, for one phase: over all of it, and by slices of when it was due.
struct Phase {
  explicit Phase(Window within) : window(within) {}
  void record(Nanos due, Nanos at) {
    if (!window.has(due)) return;
    times.record(at - due);
    const auto slice = static_cast<std::size_t>((due - window.from) / kSlice);
    if (slice < slices.size()) slices[slice].record(at - due);
  }
  Window window;
  Histogram times;
  std::array<Histogram, kSlices> slices;
};

class Overload {
 public:
  explicit Overload(const Plan& plan)
      : plan_(plan), crowd_(loop_, plan.target), sender_(loop_, plan.target, plan.streams, plan.streams), check_(plan.streams, 1) {
    std::vector<std::string> requests;
    for (std::size_t user = 0; user < plan.streams; ++user) requests.push_back(plan.target.stream_of_user(user));
    crowd_.open(std::move(requests));
    crowd_.listen([this](std::size_t stream, const Event& event, Nanos at) { hear(stream, event, at); });
    sender_.check_with(check_);
  }

  void run() {
    measure_peak();
    const Phase& before = offer_for(kUsual * peak_, plan_.seconds);
    settle();
    const Phase& meanwhile = offer_for(kTooMuch * peak_, plan_.seconds);
    const Tally tally = sender_.tally();
    sender_.give_up_waiting();
    const Phase& after = offer_for(kUsual * peak_, static_cast<double>(kSlices * kSlice) / kSecond);
    const auto turned_away_after = sender_.tally().turned_away;
    settle();
    report(before, meanwhile, after, tally, turned_away_after);
  }

 private:
  void hear(std::size_t stream, const Event& event, Nanos at) {
    const auto message = message_in(event.data);
    if (!sender_.knows(message)) return;
    const auto number = static_cast<std::uint64_t>(message);
    check_.shown(stream, number, seq_in(event.data));
    for (auto& phase : phases_) phase.record(sender_.due(number), at);
  }

  Window window_of(double seconds) const { return {now(), now() + static_cast<Nanos>(seconds * kSecond)}; }

  // All users in turn, so that the same number of threads is written to as later.
  void keep_under_way(Nanos until) {
    while (now() < until) {
      while (sender_.under_way() < plan_.in_flight) sender_.offer(now());
      loop_.turn(until);
    }
  }

  void measure_peak() {
    keep_under_way(window_of(plan_.warm_up).to);
    const auto window = window_of(plan_.seconds);
    sender_.measure(window);
    keep_under_way(window.to);
    peak_ = static_cast<double>(sender_.tally().taken) / plan_.seconds;
    settle();
  }

  // So many messages a second, at fixed times. Whatever was due in the phase counts for it, however late it is shown.
  Phase& offer_for(double rate, double seconds) {
    Phase& phase = phases_.emplace_back(window_of(seconds));
    sender_.measure(phase.window);
    const auto apart = std::max<Nanos>(1, static_cast<Nanos>(kSecond / rate));
    for (Nanos due = phase.window.from; due < phase.window.to;) {
      loop_.turn(std::max(due, now() + kOfferEvery));
      for (const Nanos at = now(); due <= at && due < phase.window.to; due += apart) sender_.offer(due);
    }
    return phase;
  }

  void settle() {
    loop_.run_until([this] { return sender_.is_idle() && check_.is_complete(); }, now() + kDrain);
  }

  // From when on a slice's p99 was as usual again; the end of what was watched when it never was.
  static double seconds_until_normal(const Phase& before, const Phase& after) {
    const auto most = before.times.at(0.99) * kNoticeable;
    std::size_t slice = 0;
    while (slice < kSlices && (after.slices[slice].count() == 0 || after.slices[slice].at(0.99) > most)) ++slice;
    return static_cast<double>(slice * kSlice) / kSecond;
  }

  void report(const Phase& before, const Phase& meanwhile, const Phase& after, const Tally& tally,
              std::uint64_t turned_away_after) const {
    const auto refused = tally.turned_away + tally.failed;
    Report()
        .add("peak_per_second", peak_)
        .add("offered_per_second", kTooMuch * peak_)
        .add("answered_per_second", static_cast<double>(tally.all()) / plan_.seconds)
        .add("goodput_per_second", static_cast<double>(tally.taken) / plan_.seconds)
        .add("told_when_to_return", refused == 0 ? 1 : static_cast<double>(tally.turned_away) / static_cast<double>(refused))
        .add("turned_away", static_cast<double>(tally.turned_away))
        .add("failed", static_cast<double>(tally.failed))
        .add("turned_away_after", static_cast<double>(turned_away_after))
        .add("acknowledged", static_cast<double>(check_.acknowledged_in_all()))
        .add("usual_ms", before.times)
        .add("meanwhile_ms", meanwhile.times)
        .add("afterwards_ms", after.times)
        .add("seconds_until_normal", seconds_until_normal(before, after))
        .add("complaint", sender_.complaint())
        .add(check_.faults())
        .print();
  }

  const Plan& plan_;
  EventLoop loop_;
  Crowd crowd_;
  Sender sender_;
  DeliveryCheck check_;
  std::deque<Phase> phases_;
  double peak_ = 0;
};

}  // namespace

void measure_overload(const Plan& plan) { Overload(plan).run(); }

}  // namespace bench
