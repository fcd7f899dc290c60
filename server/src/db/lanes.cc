#include "db/lanes.h"

#include <optional>
#include <utility>

#include "base/memory.h"
#include "db/time_limit.h"

namespace seggwat::db {
namespace {

constexpr std::size_t kReadQueue = 2048;
constexpr std::size_t kWorkQueue = 64;
constexpr std::size_t kWorkThreads = 2;
// Of one task with a database: what takes longer fails, and its thread serves others.
constexpr std::chrono::seconds kTimeOfTask{10};

}  // namespace

TaskPool::TaskPool(std::size_t threads, std::size_t queue_limit, std::function<std::unique_ptr<Database>()> open)
    : queue_limit_(queue_limit), open_(std::move(open)) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

TaskPool::~TaskPool() { stop(); }

bool TaskPool::try_submit(Task& task) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_.size() >= queue_limit_) return false;
    waiting_.push_back(std::move(task));
  }
  wake_.notify_one();
  return true;
}

void TaskPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void TaskPool::run() {
  memory::let_this_thread_wait();
  const auto database = open_();
  while (true) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      task = std::move(waiting_.front());
      waiting_.pop_front();
    }
    std::optional<TimeLimit> limit;
    if (database) limit.emplace(*database, kTimeOfTask);
    try {
      task(database.get());
    } catch (const std::exception& fault) {
      log::error("answer_failed", {{"what", fault.what()}});
    }
  }
}

ReadLane::ReadLane(std::function<std::unique_ptr<Database>()> open, std::size_t threads, Deliver deliver)
    : deliver_(std::move(deliver)), pool_(threads, kReadQueue, std::move(open)) {}

WorkLane::WorkLane(Deliver deliver)
    : deliver_(std::move(deliver)), pool_(kWorkThreads, kWorkQueue, [] { return std::unique_ptr<Database>(); }) {}

}  // namespace seggwat::db
