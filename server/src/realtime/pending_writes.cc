#include "realtime/pending_writes.h"

#include <boost/asio/post.hpp>
#include <new>
#include <utility>

#include "realtime/event_stream.h"

namespace seggwat::realtime {

void PendingWrites::add(std::shared_ptr<EventStream> stream) {
  if (streams_.empty()) boost::asio::post(loop_, [this] { write_all(); });
  streams_.push_back(std::move(stream));
}

// Whoever writes may give others something, which is then written in a turn of its own.
void PendingWrites::write_all() {
  for (const auto& stream : std::exchange(streams_, {})) {
    try {
      stream->write_pending();
    } catch (const std::bad_alloc&) {
      stream->abandon();  // and goes on from its cursor
    }
  }
}

}  // namespace seggwat::realtime
