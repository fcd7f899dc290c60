#include <stdexcept>
#include <vector>

#include "load/crowd.h"
#include "load/report.h"
#include "load/scenarios.h"
#include "load/sender.h"

namespace bench {
namespace {

constexpr Nanos kDrain = 20 * kSecond;

Window window_of(const Plan& plan) {
  const Nanos from = now() + static_cast<Nanos>(plan.warm_up * kSecond);
  return {from, from + static_cast<Nanos>(plan.seconds * kSecond)};
}

struct Delivered {
  Histogram times;
  std::uint64_t events = 0;  // in the window
};

// Holds a stream's events against what was sent, and takes their times.
class Deliveries {
 public:
  Deliveries(const Sender& sender, DeliveryCheck& check, Window window) : sender_(sender), check_(check), window_(window) {}

  void take(std::size_t stream, const Event& event, Nanos at, Delivered& into) {
    const auto message = message_in(event.data);
    if (!sender_.knows(message)) return;
    const auto number = static_cast<std::uint64_t>(message);
    check_.shown(stream, number, seq_in(event.data));
    if (!window_.has(at)) return;
    ++into.events;
    into.times.record(at - sender_.due(number));
  }
  std::size_t user_of(const Event& event) const {
    const auto message = message_in(event.data);
    return sender_.knows(message) ? sender_.user(static_cast<std::uint64_t>(message)) : 0;
  }

 private:
  const Sender& sender_;
  DeliveryCheck& check_;
  const Window window_;
};

void send_all_the_time(EventLoop& loop, Sender& sender, const DeliveryCheck& check, Window window) {
  sender.start();
  loop.run_until([] { return false; }, window.to);
  sender.stop();
  loop.run_until([&] { return sender.is_idle() && check.is_complete(); }, now() + kDrain);
}

void report(const Plan& plan, const Sender& sender, const DeliveryCheck& check, const Delivered& delivered) {
  Report line;
  line.add("posts_per_second", static_cast<double>(sender.answered()) / plan.seconds)
      .add("events_per_second", static_cast<double>(delivered.events) / plan.seconds)
      .add("answer_ms", sender.answer_times())
      .add("delivery_ms", delivered.times)
      .add("refused", static_cast<double>(sender.refused()));
  if (sender.refused() > 0) line.add("complaint", sender.complaint());
  line.add(check.faults()).print();
}

}  // namespace

void measure_throughput(const Plan& plan) {
  EventLoop loop;
  std::vector<std::string> requests;
  for (std::size_t user = 0; user < plan.streams; ++user) requests.push_back(plan.target.stream_of_user(user));
  Crowd crowd(loop, plan.target);
  crowd.open(std::move(requests));
  Sender sender(loop, plan.target, plan.streams, plan.in_flight, &crowd);
  DeliveryCheck check(plan.streams, 1);
  sender.check_with(check);
  const auto window = window_of(plan);
  sender.measure(window);
  Deliveries deliveries(sender, check, window);
  Delivered delivered;
  crowd.listen([&](std::size_t stream, const Event& event, Nanos at) { deliveries.take(stream, event, at, delivered); });
  send_all_the_time(loop, sender, check, window);
  report(plan, sender, check, delivered);
}

void measure_fan_out(const Plan& plan) {
  EventLoop loop;
  Crowd crowd(loop, plan.target);
  crowd.open(std::vector<std::string>(plan.streams, plan.target.stream_of_user(0)));
  Sender sender(loop, plan.target, 1, plan.in_flight);
  DeliveryCheck check(plan.streams, static_cast<std::uint32_t>(plan.streams));
  sender.check_with(check);
  const auto window = window_of(plan);
  sender.measure(window);
  Deliveries deliveries(sender, check, window);
  Delivered delivered;
  crowd.listen([&](std::size_t stream, const Event& event, Nanos at) { deliveries.take(stream, event, at, delivered); });
  send_all_the_time(loop, sender, check, window);
  report(plan, sender, check, delivered);
}

// A member's stream shows every thread: for the check it is one stream for each user.
void measure_latency(const Plan& given) {
  Plan plan = given;
  plan.target.tells_team = true;
  EventLoop loop;
  const std::size_t users = plan.streams;
  std::vector<std::string> requests;
  for (std::size_t user = 0; user < users; ++user) requests.push_back(plan.target.stream_of_user(user));
  requests.push_back(plan.target.stream_of_team());
  Crowd crowd(loop, plan.target);
  crowd.open(std::move(requests));
  Sender sender(loop, plan.target, users, plan.in_flight, &crowd);
  DeliveryCheck check(2 * users, plan.target.shows_own() ? 2 : 1);
  sender.check_with(check);
  const auto window = window_of(plan);
  sender.measure(window);
  Deliveries deliveries(sender, check, window);
  Delivered to_member;
  Delivered to_user;
  crowd.listen([&](std::size_t stream, const Event& event, Nanos at) {
    if (stream < users) return deliveries.take(stream, event, at, to_user);
    deliveries.take(users + deliveries.user_of(event), event, at, to_member);
  });
  const auto apart = static_cast<Nanos>(kSecond / plan.rate);
  for (Nanos due = now(); due < window.to;) {
    loop.turn(due);
    for (const Nanos at = now(); due <= at && due < window.to; due += apart) sender.offer(due);
  }
  loop.run_until([&] { return sender.is_idle() && check.is_complete(); }, now() + kDrain);
  report(plan, sender, check, to_member);
}

}  // namespace bench
