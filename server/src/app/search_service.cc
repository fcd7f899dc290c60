#include "app/search_service.h"

#include <utility>

namespace seggwat::app {
namespace {

using Steady = std::chrono::steady_clock;

struct Slice {
  search::Progress progress;
  Milliseconds waited{0};  // before it ran
};

constexpr Milliseconds kTick{100};
constexpr Milliseconds kIsBusy{5};  // a job that waited so long had others before it
constexpr Milliseconds kMayBeBehind{500};
constexpr std::int64_t kLookEvery = 20;  // ticks: for what another process has written

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
    if (std::exchange(poked_, false)) run_slice();
    if (++ticks_ % kLookEvery == 0) look();
    wait();
  });
}

void SearchService::look() {
  if (running_ || std::exchange(looking_, true)) return;
  storage_.read.submit<bool>([](db::Database& database) -> Result<bool> { return search::has_work(database); },
                             [this](const Result<bool>& found) {
                               looking_ = false;
                               if (found && *found) run_slice();
                             });
}

void SearchService::run_slice() {
  if (stopped_ || std::exchange(running_, true)) return;
  storage_.read.submit<Prepared>(
      [](db::Database& database) -> Result<Prepared> {
        return std::make_shared<const search::Preparation>(search::prepare_slice(database, search::kPreparedSlice));
      },
      [this](const Result<Prepared>& prepared) {
        if (prepared) return write_slice(*prepared);
        running_ = false;
        poked_ = true;
      });
}

void SearchService::write_slice(const Prepared& prepared) {
  storage_.write.submit<Slice>(
      [prepared, asked = Steady::now()](db::Tx& tx) -> Result<Slice> {
        const auto waited = std::chrono::duration_cast<Milliseconds>(Steady::now() - asked);
        return Slice{search::index_slice(tx, search::kPreparedSlice, *prepared), waited};
      },
      [this](const Result<Slice>& done) {
        running_ = false;
        if (done) slice_done(done->progress, done->waited);
      });
}

// The next slice follows at once when nobody had to be waited for, or when the index has fallen behind: else it comes with the
// next tick. So does one for the few messages that came meanwhile: each slice is a commit, and the index likes few large ones.
void SearchService::slice_done(const search::Progress& progress, Milliseconds waited) {
  if (!progress.more) return;
  if (!progress.only_news && (waited < kIsBusy || progress.behind > kMayBeBehind)) {
    run_slice();
  } else {
    poked_ = true;
  }
}

}  // namespace seggwat::app
