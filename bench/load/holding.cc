#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <vector>

#include "load/crowd.h"
#include "load/report.h"
#include "load/scenarios.h"
#include "load/sender.h"

namespace bench {
namespace {

constexpr Nanos kLongest = 600 * kSecond;
constexpr std::size_t kConnections = 64;
constexpr std::size_t kEveryTenth = 10;

// The script's next word: a line on standard input, or its end.
class Word final : public Ready {
 public:
  explicit Word(EventLoop& loop) { loop.watch(STDIN_FILENO, EPOLLIN, *this); }
  void on_ready(std::uint32_t) override {
    std::array<char, 64> bytes;
    came_ = read(STDIN_FILENO, bytes.data(), bytes.size()) >= 0;
  }
  bool take() { return std::exchange(came_, false); }

 private:
  bool came_ = false;
};

std::vector<std::string> requests_of(const Plan& plan, const std::vector<std::string>& cursors = {}) {
  std::vector<std::string> requests;
  for (std::size_t user = 0; user < plan.streams; ++user) {
    requests.push_back(plan.target.stream_of_user(user, cursors.empty() ? std::string_view() : cursors[user]));
  }
  return requests;
}

}  // namespace

void hold_idle(const Plan& plan) {
  EventLoop loop;
  Word word(loop);
  Crowd crowd(loop, plan.target);
  crowd.open(requests_of(plan));
  Report().add("open", static_cast<double>(crowd.size())).print();
  loop.run_until([&] { return word.take(); }, now() + kLongest);
  Report().add("broken", static_cast<double>(crowd.broken())).print();
}

void measure_storm(const Plan& plan) {
  EventLoop loop;
  Word word(loop);
  Sender sender(loop, plan.target, plan.streams, kConnections);
  DeliveryCheck check(plan.streams, 1);
  std::vector<std::size_t> everybody(plan.streams);
  for (std::size_t user = 0; user < plan.streams; ++user) everybody[user] = user;
  sender.post_once_each(everybody);
  std::vector<std::string> cursors;
  {
    Crowd before(loop, plan.target);
    before.keep_cursors();
    before.open(requests_of(plan));
    cursors = before.cursors();
    Report().add("open", static_cast<double>(before.size())).print();
    loop.run_until([&] { return word.take(); }, now() + kLongest);
  }
  std::vector<std::size_t> missed;
  for (std::size_t user = 0; user < plan.streams; user += kEveryTenth) missed.push_back(user);
  sender.check_with(check);
  sender.post_once_each(missed);
  auto requests = requests_of(plan, cursors);
  Crowd after(loop, plan.target);
  Histogram times;
  std::uint64_t resets = 0;
  const Nanos began = now();
  after.listen([&](std::size_t stream, const Event& event, Nanos at) {
    if (event.name == "ready") times.record(at - began);
    if (event.name == "reset") ++resets;
    const auto message = message_in(event.data);
    if (sender.knows(message)) check.shown(stream, static_cast<std::uint64_t>(message), seq_in(event.data));
  });
  after.open(std::move(requests), plan.streams);
  if (!loop.run_until([&] { return check.is_complete(); }, began + kLongest)) throw std::runtime_error("not all were caught up");
  const Nanos took = now() - began;
  Report()
      .add("seconds", static_cast<double>(took) / kSecond)
      .add("ready_ms", times)
      .add("resets", static_cast<double>(resets))
      .add(check.faults())
      .print();
}

}  // namespace bench
