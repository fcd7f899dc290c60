#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "base/clock.h"

namespace seggwat::mail {

// Something with due times. `work` does whatever is due now and says when it wants to be called next; nothing: only after wake().
class Worker {
 public:
  virtual ~Worker() = default;
  virtual std::optional<Instant> work(std::stop_token stop) = 0;
};

// The one thread on which mail is decided, written and sent; it may block. Sleeps until the first due time or a wake().
class MailThread {
 public:
  MailThread(const Clock& clock, std::vector<Worker*> workers);
  ~MailThread();
  void start();
  // Any thread, also before start(): look again.
  void wake();
  // Ends within about a second, in the middle of a delivery too. Must be called while the write lane still answers. Idempotent.
  void stop();

 private:
  void run(std::stop_token stop);
  std::optional<Instant> work_all(std::stop_token stop);

  const Clock& clock_;
  std::vector<Worker*> workers_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool woken_ = false;
  std::jthread thread_;
};

}  // namespace seggwat::mail
