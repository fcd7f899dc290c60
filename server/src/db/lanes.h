#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/log.h"
#include "base/result.h"
#include "db/database.h"
#include "db/write_lane.h"

namespace seggwat::db {

// A few threads and one bounded queue. Each thread makes its own worker value once and hands it to every task.
class TaskPool {
 public:
  using Task = std::move_only_function<void(Database*)>;
  // `open` makes a thread's connection, or returns null when the pool needs none.
  TaskPool(std::size_t threads, std::size_t queue_limit, std::function<std::unique_ptr<Database>()> open);
  ~TaskPool();

  // False when the queue is full or the pool is stopping; the task is then not run.
  bool try_submit(Task& task);
  // Finishes what waits, then ends the threads. Idempotent.
  void stop();

 private:
  void run();

  const std::size_t queue_limit_;
  std::function<std::unique_ptr<Database>()> open_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

namespace detail {

// Runs `make` and turns what it throws into an Error: the one place where reads and work catch.
template <class T, class Make>
Result<T> guarded(Make&& make) {
  try {
    return make();
  } catch (const Failure& failure) {
    log::error("read_failed", {{"what", failure.what()}, {"code", std::to_string(failure.code())}});
    return std::unexpected(unavailable());
  } catch (const std::bad_alloc&) {
    return std::unexpected(unavailable());
  } catch (const std::exception& fault) {
    log::error("task_failed", {{"what", fault.what()}});
    return fail(ErrorKind::internal, "internal", "Something went wrong on our side.");
  }
}

template <class T>
void submit_or_refuse(TaskPool& pool, TaskPool::Task task, const Deliver& deliver,
                      std::shared_ptr<std::move_only_function<void(Result<T>)>> done) {
  if (pool.try_submit(task)) return;
  Deliveries refused;
  refused.emplace_back([done] { (*done)(std::unexpected(unavailable())); });
  deliver(std::move(refused));
}

template <class T>
void answer(const Deliver& deliver, std::shared_ptr<std::move_only_function<void(Result<T>)>> done, Result<T> result) {
  Deliveries one;
  one.emplace_back([done, result = std::move(result)]() mutable { (*done)(std::move(result)); });
  deliver(std::move(one));
}

}  // namespace detail

// Read-only connections: each task sees one snapshot.
class ReadLane {
 public:
  // `open` makes a connection for each thread.
  ReadLane(std::function<std::unique_ptr<Database>()> open, std::size_t threads, Deliver deliver);

  // Any thread. `done` is called exactly once, through Deliver; with 503 when the queue is full.
  template <class T>
  void submit(std::move_only_function<Result<T>(Database&)> ask, std::move_only_function<void(Result<T>)> done) {
    auto shared_done = std::make_shared<std::move_only_function<void(Result<T>)>>(std::move(done));
    TaskPool::Task task = [this, ask = std::move(ask), shared_done](Database* database) mutable {
      detail::answer<T>(deliver_, shared_done, detail::guarded<T>([&]() -> Result<T> {
                          Transaction snapshot(*database, Transaction::Kind::deferred);
                          return ask(*database);
                        }));
    };
    detail::submit_or_refuse<T>(pool_, std::move(task), deliver_, shared_done);
  }
  void stop() { pool_.stop(); }

 private:
  Deliver deliver_;
  TaskPool pool_;
};

// For what is slow without touching the database: password hashing, file work. Two threads, so never more than two hashes at once.
class WorkLane {
 public:
  explicit WorkLane(Deliver deliver);

  template <class T>
  void submit(std::move_only_function<Result<T>()> work, std::move_only_function<void(Result<T>)> done) {
    auto shared_done = std::make_shared<std::move_only_function<void(Result<T>)>>(std::move(done));
    TaskPool::Task task = [this, work = std::move(work), shared_done](Database*) mutable {
      detail::answer<T>(deliver_, shared_done, detail::guarded<T>([&] { return work(); }));
    };
    detail::submit_or_refuse<T>(pool_, std::move(task), deliver_, shared_done);
  }
  void stop() { pool_.stop(); }

 private:
  Deliver deliver_;
  TaskPool pool_;
};

// Where a request's work is done. Owned by app/; everything else refers to it.
struct Lanes {
  ReadLane& read;
  WriteLane& write;
  WorkLane& work;
};

}  // namespace seggwat::db
