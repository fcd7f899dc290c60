#include "mail/mail_thread.h"

#include <algorithm>
#include <exception>

#include "base/log.h"
#include "base/memory.h"

namespace seggwat::mail {
namespace {

constexpr Milliseconds kAfterFault{5'000};
// The wall clock may be stepped while we wait: never trust one wait for longer than this.
constexpr Milliseconds kLongestWait{60'000};

}  // namespace

MailThread::MailThread(const Clock& clock, std::vector<Worker*> workers) : clock_(clock), workers_(std::move(workers)) {}

MailThread::~MailThread() { stop(); }

void MailThread::start() {
  thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
}

void MailThread::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void MailThread::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

std::optional<Instant> MailThread::work_all(std::stop_token stop) {
  std::optional<Instant> next;
  for (auto* worker : workers_) {
    if (stop.stop_requested()) return std::nullopt;
    std::optional<Instant> due;
    try {
      due = worker->work(stop);
    } catch (const std::exception& fault) {
      log::error("mail_worker_failed", {{"what", fault.what()}});
      due = clock_.now() + kAfterFault;
    }
    if (due && (!next || *due < *next)) next = due;
  }
  return next;
}

void MailThread::run(std::stop_token stop) {
  memory::let_this_thread_wait();
  while (!stop.stop_requested()) {
    const auto next = work_all(stop);
    std::unique_lock lock(mutex_);
    const auto is_woken = [this] { return woken_; };
    if (!next) {
      changed_.wait(lock, stop, is_woken);
    } else {
      const auto wait = std::clamp(*next - clock_.now(), Milliseconds{0}, kLongestWait);
      changed_.wait_for(lock, stop, wait, is_woken);
    }
    woken_ = false;
  }
}

}  // namespace seggwat::mail
