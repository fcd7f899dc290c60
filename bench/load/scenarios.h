#pragma once

#include <cstddef>

#include "load/target.h"

namespace bench {

struct Plan {
  Target target;
  std::size_t streams = 5000;
  std::size_t in_flight = 64;
  double rate = 1000;  // messages a second, for what is offered
  double seconds = 8;
  double warm_up = 2;
};

// Each prints one line of JSON. They throw when the server does not let them measure.

// Every user has a stream of their own and hears their own messages; `in_flight` messages are under way all the time.
void measure_throughput(const Plan& plan);
// Users write at a fixed rate, whatever the server does; a member hears all of it, and each user their own.
void measure_latency(const Plan& plan);
// One thread, watched by `streams`.
void measure_fan_out(const Plan& plan);
// Every user has a stream and a connection of their own. First the peak, `in_flight` under way all the time; then a fifth of it, as
// on a usual day; then five times the peak is offered, for `seconds`; then a fifth again, until all is as it was.
void measure_overload(const Plan& plan);
// Opens streams, says so, and holds them until a line comes on standard input.
void hold_idle(const Plan& plan);
// Opens streams with a thread each, says so, waits for a line (the server was restarted meanwhile), brings all of them back at
// once.
void measure_storm(const Plan& plan);

}  // namespace bench
