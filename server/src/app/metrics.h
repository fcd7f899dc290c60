#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>

#include "http/plan.h"

namespace seggwat::app {

// Readings that are taken when somebody asks.
struct Gauges {
  std::function<std::size_t()> connections;
  std::function<std::size_t()> streams;
};

// Counts answers and renders them in Prometheus' text format 0.0.4. On the event loop.
class Metrics {
 public:
  void count_answer(int status) { ++answers_[static_cast<std::size_t>(status / 100) % answers_.size()]; }
  std::string to_text(const Gauges& gauges) const;

 private:
  std::array<std::uint64_t, 6> answers_{};  // by the status' first digit
};

// GET /metrics: with the token as a bearer, or open when it has a listener of its own.
class MetricsRoute {
 public:
  MetricsRoute(const Metrics& metrics, Gauges gauges, std::string token)
      : metrics_(metrics), gauges_(std::move(gauges)), token_(std::move(token)) {}
  // 404 while there is no token; 401 without it.
  Result<http::Plan> show_with_token(const http::Request& request) const;
  Result<http::Plan> show(const http::Request& request) const;

 private:
  const Metrics& metrics_;
  Gauges gauges_;
  std::string token_;
};

}  // namespace seggwat::app
