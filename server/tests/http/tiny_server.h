#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "db/lanes.h"
#include "http/listener.h"
#include "http/service.h"
#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::testing {

// A service with one path for each kind of plan; what it is asked for is told in the answer.
class TinyService final : public http::Service {
 public:
  static constexpr std::size_t kBodyLimit = 64 * 1024;

  http::Plan answer(http::Request& request) override;
  void finish(const http::Request& request, http::Response& response) override;
  std::size_t body_limit(const http::Request&) const override { return kBodyLimit; }
  std::optional<http::Response> refuse_unread(const http::Request&) const override { return std::nullopt; }

  // GET /later waits here until a test lets it go.
  void let_go();
  std::size_t waiting() const { return waiting_count_; }
  std::size_t answered() const { return answered_; }
  std::size_t taken() const { return taken_; }

 private:
  http::Plan take_over();

  std::vector<std::move_only_function<void(http::Response)>> waiting_;
  std::atomic<std::size_t> waiting_count_ = 0;
  std::atomic<std::size_t> answered_ = 0;
  std::atomic<std::size_t> taken_ = 0;
};

// Listener, lanes and loop of their own on a free port of the loopback.
class TinyServer {
 public:
  explicit TinyServer(http::Options options = {});
  ~TinyServer();

  std::uint16_t port() const { return port_; }
  // Runs `task` on the loop and waits for it.
  void on_loop(const std::function<void()>& task);
  std::size_t connections();
  // The same, for those who already are on the loop.
  std::size_t open_connections() const { return listener_->connections(); }
  std::size_t body_bytes() const { return listener_->body_bytes(); }
  // Waits until `condition`, asked on the loop, holds; false after ten seconds.
  bool wait_until(const std::function<bool()>& condition);
  // Asks the listener to stop; `stopped()` tells when it has.
  void stop();
  bool stopped() const { return stopped_; }
  // Rows stored by POST /notes.
  std::int64_t stored();

  ManualClock clock;
  TinyService service;

 private:
  db::Deliver deliver();

  TempDir dir_;
  SeededRandom random_;
  boost::asio::io_context loop_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_;
  std::unique_ptr<db::ReadLane> read_;
  std::unique_ptr<db::WriteLane> write_;
  std::unique_ptr<db::WorkLane> work_;
  std::unique_ptr<http::Listener> listener_;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopped_ = false;
  std::thread thread_;
};

}  // namespace seggwat::testing
