#include "app/search_service.h"

#include <utility>

#include "search/index_file.h"

namespace seggwat::app {
namespace {

constexpr Milliseconds kTick{100};
constexpr std::int64_t kLookEvery = 20;  // ticks: for what another process has written
constexpr std::int64_t kRest = 50;       // ticks after one that failed: storage that is out of order must not fill the log

}  // namespace

void SearchService::start() {
  look();
  wait();
}

void SearchService::stop() {
  stopped_ = true;
  timer_.cancel();
}

void SearchService::wait() {
  timer_.expires_after(kTick);
  timer_.async_wait([this](const boost::system::error_code& fault) {
    if (fault || stopped_) return;
    ++ticks_;
    if (!is_resting() && std::exchange(poked_, false)) run_slice();
    if (ticks_ % kLookEvery == 0) look();
    wait();
  });
}

void SearchService::look() {
  if (running_ || is_resting() || std::exchange(looking_, true)) return;
  storage_.read.submit<bool>([](db::Database& database) -> Result<bool> { return search::has_work(database); },
                             [this](const Result<bool>& found) {
                               looking_ = false;
                               if (found && *found) run_slice();
                             });
}

void SearchService::run_slice() {
  if (stopped_ || std::exchange(running_, true)) return;
  storage_.index.submit<search::Progress>([](db::Tx& tx) -> Result<search::Progress> { return search::index_slice(tx.database); },
                                          [this](const Result<search::Progress>& done) {
                                            if (done && done->erased > 0) return forget_erased(done->erased);
                                            if (!done) return mend();
                                            running_ = false;
                                            slice_done(*done);
                                          });
}

// What came while a slice ran waits for the next tick: each slice is a commit, and the index likes few large ones.
void SearchService::slice_done(const search::Progress& progress) {
  if (progress.became_compact) let_go_();
  if (!progress.more) return;
  if (progress.only_news) {
    poked_ = true;
  } else {
    run_slice();
  }
}

void SearchService::mend() {
  storage_.index.run_alone([data = storage_.path](db::Database& index) { search::mend(index, data); },
                           [this](const Status&) { rest(); });
}

// What was to be done is found again afterwards, if by nothing else by look().
void SearchService::rest() {
  running_ = false;
  rested_at_ = ticks_ + kRest;
}

// The index's commit is on disk by now, so that nothing can bring back what it has let go of.
void SearchService::forget_erased(std::int64_t through) {
  storage_.write.submit<bool>([through](db::Tx& tx) -> Result<bool> { return search::forget_erased(tx.database, through); },
                              [this, through](const Result<bool>& more) {
                                if (more && *more && !stopped_) return forget_erased(through);
                                if (!more) return rest();
                                running_ = false;
                                run_slice();
                              });
}

}  // namespace seggwat::app
