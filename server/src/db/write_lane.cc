#include "db/write_lane.h"

#include <sqlite3.h>
#include <sys/resource.h>

#include "base/log.h"
#include "base/memory.h"

namespace seggwat::db {
namespace {

Error internal_fault() { return Error{ErrorKind::internal, "internal", "Something went wrong on our side."}; }

// Storage that cannot take a write just now, as opposed to a statement that is wrong.
bool is_storage_fault(int extended_code) {
  switch (extended_code & 0xFF) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_INTERRUPT:
      return true;
    default:
      return false;
  }
}

constexpr int kBackgroundNice = 10;

}  // namespace

Error unavailable() {
  return Error{ErrorKind::unavailable, "unavailable", "The server cannot store this right now. Please try again.", Seconds{2}};
}

WriteLane::WriteLane(std::unique_ptr<Database> database, const Clock& clock, Random& random, Deliver deliver, Priority priority)
    : database_(std::move(database)), clock_(clock), random_(random), deliver_(std::move(deliver)), thread_([this, priority] {
        run(priority);
      }) {}

WriteLane::~WriteLane() { stop(); }

void WriteLane::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void WriteLane::enqueue(std::unique_ptr<Job> job) {
  job->since = clock_.monotonic();
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && waiting_.size() < kQueueLimit) {
      waiting_.push_back(std::move(job));
      if (waiting_.size() == 1) wake_.notify_one();
      return;
    }
  }
  job->refuse(unavailable());
  Deliveries refused;
  refused.push_back(job->answer());
  deliver_(std::move(refused));
}

bool WriteLane::is_behind() const {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return stopping_;
  return stopping_ || waiting_.size() >= kQueueLimit || clock_.monotonic() - waiting_.front()->since > kLongestWait;
}

void WriteLane::run_alone(std::function<void(Database&)> work, std::move_only_function<void(Status)> done) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_) {
      alone_.push_back({std::move(work), std::move(done)});
      wake_.notify_one();
      return;
    }
  }
  Deliveries refused;
  refused.emplace_back([done = std::move(done)]() mutable { done(std::unexpected(unavailable())); });
  deliver_(std::move(refused));
}

void WriteLane::run_alone_now(Alone alone) {
  Status outcome;
  try {
    alone.work(*database_);
  } catch (const Failure& failure) {
    log::error("storage_failed", {{"what", failure.what()}, {"code", std::to_string(failure.code())}});
    outcome = std::unexpected(unavailable());
  } catch (const std::exception& fault) {
    log::error("write_failed", {{"what", fault.what()}});
    outcome = std::unexpected(unavailable());
  }
  Deliveries answered;
  answered.emplace_back([done = std::move(alone.done), outcome = std::move(outcome)]() mutable { done(std::move(outcome)); });
  deliver_(std::move(answered));
}

void WriteLane::run(Priority priority) {
  memory::let_this_thread_wait();
  if (priority == Priority::background) ::setpriority(PRIO_PROCESS, 0, kBackgroundNice);  // Linux: of this thread
  while (true) {
    Batch batch;
    std::optional<Alone> alone;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty() || !alone_.empty(); });
      if (!alone_.empty()) {
        alone = std::move(alone_.front());
        alone_.pop_front();
      }
      if (!alone && waiting_.empty()) return;
      while (!waiting_.empty() && batch.size() < kBatchJobs) {
        batch.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
      }
    }
    if (alone) run_alone_now(std::move(*alone));
    if (!batch.empty()) commit_batch(std::move(batch));
  }
}

void WriteLane::commit_batch(Batch batch) {
  auto outcome = Attempt::job_failed;
  if (careful_batches_ == 0) outcome = attempt(batch, Undo::batch);
  if (outcome == Attempt::job_failed) {
    careful_batches_ = careful_batches_ == 0 ? kCarefulBatches : careful_batches_ - 1;
    outcome = attempt(batch, Undo::job);
  }
  if (outcome == Attempt::transaction_lost) {
    // Every value of the batch is void: each job gets a transaction of its own, so that one bad job harms no other.
    Batch alone;
    for (auto& job : batch) {
      alone.clear();
      alone.push_back(std::move(job));
      if (attempt(alone, Undo::job) != Attempt::committed) refuse_all(alone);
      deliver(alone);
    }
    return;
  }
  if (outcome == Attempt::storage_failed) refuse_all(batch);
  deliver(batch);
}

WriteLane::Attempt WriteLane::attempt(Batch& batch, Undo undo) {
  const Instant now = clock_.now();
  const std::uint32_t check = random_.bits32();
  try {
    database_->query("BEGIN IMMEDIATE").run();
    for (const auto& job : batch) {
      const auto applied = undo == Undo::job ? apply_in_savepoint(*job, now, check) : apply(*job, now, check);
      if (applied == Applied::kept || (applied == Applied::failed && undo == Undo::job)) continue;
      roll_back();
      return applied == Applied::failed ? Attempt::job_failed : Attempt::transaction_lost;
    }
    database_->query("COMMIT").run();
    return Attempt::committed;
  } catch (const Failure& failure) {
    log::error("storage_failed", {{"what", failure.what()}, {"code", std::to_string(failure.code())}});
    roll_back();
    return Attempt::storage_failed;
  }
}

// The transaction may be gone afterwards: SQLite may roll all of it back on FULL, IOERR, NOMEM, BUSY or INTERRUPT, and a later
// statement or SAVEPOINT would silently open another one, in which earlier jobs would be answered and lost.
WriteLane::Applied WriteLane::apply(Job& job, Instant now, std::uint32_t check) {
  Tx tx(*database_, now, check);
  job.effects.clear();
  bool keep = false;
  try {
    keep = job.apply(tx);
    if (keep) job.effects = tx.take_effects();
  } catch (const Failure& failure) {
    log::error("write_failed", {{"what", failure.what()}, {"code", std::to_string(failure.code())}});
    job.refuse(is_storage_fault(failure.code()) ? unavailable() : internal_fault());
  } catch (const std::bad_alloc&) {
    job.refuse(unavailable());
  } catch (const std::exception& fault) {
    log::error("write_failed", {{"what", fault.what()}});
    job.refuse(internal_fault());
  }
  if (!database_->in_transaction()) return Applied::transaction_lost;
  return keep ? Applied::kept : Applied::failed;
}

WriteLane::Applied WriteLane::apply_in_savepoint(Job& job, Instant now, std::uint32_t check) {
  database_->query("SAVEPOINT job").run();
  const auto applied = apply(job, now, check);
  if (applied == Applied::transaction_lost) return applied;
  if (applied == Applied::failed) database_->query("ROLLBACK TO job").run();
  database_->query("RELEASE job").run();
  return database_->in_transaction() ? applied : Applied::transaction_lost;
}

void WriteLane::roll_back() {
  if (!database_->in_transaction()) return;
  try {
    database_->execute("ROLLBACK");
  } catch (const Failure& failure) {
    log::error("rollback_failed", {{"what", failure.what()}});
  }
}

void WriteLane::refuse_all(Batch& batch) {
  for (auto& job : batch) {
    job->effects.clear();
    job->refuse(unavailable());
  }
}

void WriteLane::deliver(Batch& batch) {
  Deliveries all;
  all.reserve(batch.size());
  for (auto& job : batch) {
    for (auto& effect : job->effects) all.emplace_back(std::move(effect));
    all.push_back(job->answer());
  }
  deliver_(std::move(all));
}

}  // namespace seggwat::db
