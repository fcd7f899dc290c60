#pragma once

#include "app/metrics.h"
#include "base/clock.h"
#include "db/write_lane.h"
#include "http/router.h"
#include "http/service.h"
#include "http/static_files.h"

namespace seggwat::app {

// Everything the main listener answers: routes first, then files, then the dashboard's page.
class WebService final : public http::Service {
 public:
  struct Parts {
    http::StaticFiles files;
    Metrics& metrics;
    const db::WriteLane& write;
    const Clock& clock;
  };
  WebService(http::Router router, Parts parts) : router_(std::move(router)), parts_(parts) {}

  http::Plan answer(http::Request& request) override;
  void finish(const http::Request& request, http::Response& response) override;
  std::size_t body_limit(const http::Request& head) const override;
  std::optional<http::Response> refuse_unread(const http::Request& head) const override;

 private:
  http::Plan answer_route(http::Request& request);
  http::Plan answer_file(const http::Request& request) const;
  bool must_yield(const http::Route* route) const;
  void log_fault(const http::Request& request, int status);
  // Which routes stand at this path, whatever the method.
  const http::Route* any_route_at(std::string_view path) const;

  http::Router router_;
  Parts parts_;
  std::chrono::steady_clock::time_point unavailable_told_{};
  std::uint64_t unavailable_untold_ = 0;
};

// The listener of SEGGWAT_METRICS_LISTEN: nothing but /metrics.
class MetricsService final : public http::Service {
 public:
  explicit MetricsService(MetricsRoute& route) : route_(route) {}
  http::Plan answer(http::Request& request) override;
  void finish(const http::Request&, http::Response&) override {}
  std::size_t body_limit(const http::Request&) const override { return 0; }
  std::optional<http::Response> refuse_unread(const http::Request&) const override { return std::nullopt; }

 private:
  MetricsRoute& route_;
};

}  // namespace seggwat::app
