#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "app/storage.h"
#include "search/indexer.h"

namespace seggwat::app {

// Has the search index follow the journal: a slice soon after something was published, and further ones until nothing is left.
// Lives on the event loop. A slice is prepared in the read lane and then a write job like any other; while the write lane is busy
// they come one at a time, with pauses for what is more urgent.
class SearchService {
 public:
  SearchService(boost::asio::io_context& loop, Storage& storage) : timer_(loop), storage_(storage) {}
  void start();
  void stop();
  // Something was appended to the journal.
  void poke() { poked_ = true; }

 private:
  void wait();
  void look();
  void run_slice();
  using Prepared = std::shared_ptr<const search::Preparation>;
  void write_slice(const Prepared& prepared);
  void slice_done(const search::Progress& progress, Milliseconds waited);

  boost::asio::steady_timer timer_;
  Storage& storage_;
  std::int64_t ticks_ = 0;
  bool poked_ = false;
  bool looking_ = false;
  bool running_ = false;
  bool stopped_ = false;
};

}  // namespace seggwat::app
