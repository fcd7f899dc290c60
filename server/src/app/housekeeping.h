#pragma once

#include <boost/asio/steady_timer.hpp>

#include "app/domains.h"

namespace seggwat::app {

// What has to be done now and then: noticing what the command line has changed, bringing snoozed conversations back, remembering
// when secrets were used, trimming the journal, removing files that nobody wants. One timer; a reading of one row four times a
// second is all it costs while nothing happens.
class Housekeeping {
 public:
  // `version` is that of the directories as they were loaded.
  Housekeeping(boost::asio::io_context& loop, Domains& domains, std::int64_t version)
      : timer_(loop), domains_(domains), version_(version) {}
  void start();
  void stop();

 private:
  using Time = std::chrono::steady_clock::time_point;
  // By the server's clock; then the next time is `every` from now.
  bool is_due(Time& at, Milliseconds every) const;
  void wait();
  void look();
  void look_for_changes();
  void tidy();
  void trim_journal();
  void trim_journal_before(std::int64_t index_at);
  void trim_audit();
  void trim_sent_marks();
  void sweep_files();
  void remove_unused_files();
  void apply_retention();

  boost::asio::steady_timer timer_;
  Domains& domains_;
  std::int64_t version_;
  Time tidy_at_;
  Time trim_at_;
  bool sweeping_ = false;
  bool looking_ = false;
  bool stopped_ = false;
};

}  // namespace seggwat::app
