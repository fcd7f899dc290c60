#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bench {

// What went wrong with deliveries; all zero when every acknowledged message reached each of its streams once and in order.
struct Faults {
  std::uint64_t lost = 0;          // acknowledged, and missing on a stream that must show it
  std::uint64_t doubled = 0;       // shown again on the same stream
  std::uint64_t gaps = 0;          // a number was passed over
  std::uint64_t out_of_order = 0;  // a number behind one that was shown already
  std::uint64_t unexpected = 0;    // a message nobody sent, or one that was never acknowledged

  std::uint64_t total() const { return lost + doubled + gaps + out_of_order + unexpected; }
  std::string to_text() const;
};

// Holds what streams show against what was acknowledged. Messages are numbered by the sender (0, 1, 2 …) across all threads; in its
// thread each has a dense `seq` from the server.
class DeliveryCheck {
 public:
  // `copies`: streams that must show each message.
  DeliveryCheck(std::size_t streams, std::uint32_t copies);

  void acknowledged(std::uint64_t message);
  // `stream` shows one thread; without a `seq` (0) only copies are counted.
  void shown(std::size_t stream, std::uint64_t message, std::int64_t seq);

  std::uint64_t shown_in_all() const { return shown_; }
  std::uint64_t acknowledged_in_all() const { return acknowledged_count_; }
  // Every acknowledged message was shown as often as it must be.
  bool is_complete() const { return incomplete_ == 0; }
  Faults faults() const;

 private:
  struct Message {
    std::uint32_t copies = 0;
    bool acknowledged = false;
  };
  Message& at(std::uint64_t message);

  std::vector<std::int64_t> last_seq_;  // of each stream
  std::vector<Message> messages_;
  const std::uint32_t copies_;
  std::uint64_t shown_ = 0;
  std::uint64_t acknowledged_count_ = 0;
  std::uint64_t incomplete_ = 0;  // acknowledged, and not yet on all its streams
  Faults faults_;
};

}  // namespace bench
