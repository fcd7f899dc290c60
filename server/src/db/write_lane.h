#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "db/database.h"

namespace seggwat::db {

// What a write job works with: the one writing connection, inside its own savepoint.
class Tx {
 public:
  Tx(Database& connection, Instant at, std::uint32_t bits) : database(connection), now(at), check(bits) {}

  Database& database;
  const Instant now;          // one time for the whole commit
  const std::uint32_t check;  // random bits of this commit, so that a cursor can be told from one of another history

  // Runs after the job's data is on stable storage, in the order of the jobs, never when the job failed.
  void after_commit(std::function<void()> effect) { effects_.push_back(std::move(effect)); }
  // For whoever commits.
  std::vector<std::function<void()>> take_effects() { return std::move(effects_); }

 private:
  std::vector<std::function<void()>> effects_;
};

// Effects and answers of one commit, in order. Whoever receives them decides on which thread they run.
using Deliveries = std::vector<std::move_only_function<void()>>;
using Deliver = std::function<void(Deliveries)>;

Error unavailable();

// The only writer. One thread takes everything that waits, runs all of it in one transaction, commits once (one fsync), then
// delivers effects and answers: group commit. What comes meanwhile is the next batch: waiting for it would leave whoever answers
// and whoever asks without work until the commit. When a job of a batch fails, the batch is run again with a savepoint for each
// job, and so are the next kCarefulBatches: savepoints cost a good part of a write, and failures seldom come.
//
// A job touches nothing but `tx`, may be run again after the transaction was lost, and says what it has done by its value. A job
// that returns an error leaves no trace. A job answered with a value is on stable storage.
class WriteLane {
 public:
  static constexpr std::size_t kQueueLimit = 4096;
  static constexpr std::size_t kBatchJobs = 256;
  static constexpr Milliseconds kLongestWait{2'000};
  static constexpr int kCarefulBatches = 64;

  // Who gets the processor when there is too little of it: a background lane only what the others leave.
  enum class Priority { normal, background };

  WriteLane(std::unique_ptr<Database> database, const Clock& clock, Random& random, Deliver deliver,
            Priority priority = Priority::normal);
  ~WriteLane();

  // Any thread. `done` is called exactly once, through Deliver; with 503 `unavailable` when the queue is full, the lane is
  // stopping, or storage failed.
  template <class T>
  void submit(std::function<Result<T>(Tx&)> apply, std::move_only_function<void(Result<T>)> done) {
    enqueue(std::make_unique<TypedJob<T>>(std::move(apply), std::move(done)));
  }

  // Whether a job that can wait had better come later: the queue is full, or what is at its head has waited for kLongestWait. Any
  // thread.
  bool is_behind() const;

  // Runs `work` by itself between two commits, outside any transaction, on the one writing connection: for VACUUM and checkpoints,
  // while which writes wait. `done` as above; 503 when the lane is stopping or storage failed.
  void run_alone(std::function<void(Database&)> work, std::move_only_function<void(Status)> done);

  // Finishes what waits, refuses what comes later, ends the thread. Idempotent.
  void stop();

 private:
  struct Job {
    virtual ~Job() = default;
    virtual bool apply(Tx& tx) = 0;  // false: the job returned an error
    virtual void refuse(Error error) = 0;
    virtual std::move_only_function<void()> answer() = 0;
    std::chrono::steady_clock::time_point since;  // it waits
    std::vector<std::function<void()>> effects;
  };

  template <class T>
  struct TypedJob final : Job {
    TypedJob(std::function<Result<T>(Tx&)> apply, std::move_only_function<void(Result<T>)> done)
        : apply_(std::move(apply)), done_(std::move(done)) {}
    bool apply(Tx& tx) override {
      result_.emplace(apply_(tx));
      return result_->has_value();
    }
    void refuse(Error error) override { result_.emplace(std::unexpected(std::move(error))); }
    std::move_only_function<void()> answer() override {
      return [done = std::move(done_), result = std::move(*result_)]() mutable { done(std::move(result)); };
    }
    std::function<Result<T>(Tx&)> apply_;
    std::move_only_function<void(Result<T>)> done_;
    std::optional<Result<T>> result_;
  };

  struct Alone {
    std::function<void(Database&)> work;
    std::move_only_function<void(Status)> done;
  };

  using Batch = std::vector<std::unique_ptr<Job>>;
  enum class Attempt { committed, job_failed, transaction_lost, storage_failed };
  // What is undone when a job fails: the job, or all of the batch, which then has to be run again.
  enum class Undo { job, batch };
  enum class Applied { kept, failed, transaction_lost };

  void enqueue(std::unique_ptr<Job> job);
  void run(Priority priority);
  void commit_batch(Batch batch);
  void run_alone_now(Alone alone);
  Attempt attempt(Batch& batch, Undo undo);
  Applied apply(Job& job, Instant now, std::uint32_t check);
  Applied apply_in_savepoint(Job& job, Instant now, std::uint32_t check);
  void roll_back();
  void refuse_all(Batch& batch);
  void deliver(Batch& batch);

  std::unique_ptr<Database> database_;
  const Clock& clock_;
  Random& random_;
  Deliver deliver_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::unique_ptr<Job>> waiting_;
  std::deque<Alone> alone_;
  bool stopping_ = false;
  int careful_batches_ = 0;  // still to be run with savepoints
  std::thread thread_;
};

}  // namespace seggwat::db
