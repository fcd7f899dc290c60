#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <vector>

namespace seggwat::realtime {

class EventStream;

// Streams that were given something in this turn of the event loop. They write after it, each once: a commit with many events costs
// a stream one write, and not one for each event. On the event loop.
class PendingWrites {
 public:
  explicit PendingWrites(boost::asio::io_context& loop) : loop_(loop) {}
  PendingWrites(const PendingWrites&) = delete;
  PendingWrites& operator=(const PendingWrites&) = delete;

  void add(std::shared_ptr<EventStream> stream);

 private:
  void write_all();

  boost::asio::io_context& loop_;
  std::vector<std::shared_ptr<EventStream>> streams_;
};

}  // namespace seggwat::realtime
