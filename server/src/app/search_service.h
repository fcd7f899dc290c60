#pragma once

#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>

#include "app/storage.h"
#include "search/indexer.h"

namespace seggwat::app {

// Has the search index follow the journal: a slice soon after something was published, and further ones until nothing is left.
// Lives on the event loop; the slices are the index lane's.
class SearchService {
 public:
  // `let_go` is called when the index holds no trace any more of what was deleted.
  SearchService(boost::asio::io_context& loop, Storage& storage, std::function<void()> let_go)
      : timer_(loop), storage_(storage), let_go_(std::move(let_go)) {}
  void start();
  void stop();
  // Something was appended to the journal.
  void poke() { poked_ = true; }

 private:
  void wait();
  void look();
  void run_slice();
  void slice_done(const search::Progress& progress);
  void forget_erased(std::int64_t through);
  void mend();
  void rest();
  bool is_resting() const { return ticks_ < rested_at_; }

  boost::asio::steady_timer timer_;
  Storage& storage_;
  std::function<void()> let_go_;
  std::int64_t ticks_ = 0;
  std::int64_t rested_at_ = 0;  // in ticks
  bool poked_ = false;
  bool looking_ = false;
  bool running_ = false;
  bool stopped_ = false;
};

}  // namespace seggwat::app
