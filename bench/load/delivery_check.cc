#include "load/delivery_check.h"

#include <utility>

namespace bench {

std::string Faults::to_text() const {
  const auto part = [](const char* name, std::uint64_t count) { return std::string(name) + " " + std::to_string(count); };
  return part("lost", lost) + ", " + part("doubled", doubled) + ", " + part("gaps", gaps) + ", " +
         part("out of order", out_of_order) + ", " + part("unexpected", unexpected);
}

DeliveryCheck::DeliveryCheck(std::size_t streams, std::uint32_t copies) : last_seq_(streams, 0), copies_(copies) {}

DeliveryCheck::Message& DeliveryCheck::at(std::uint64_t message) {
  if (message >= messages_.size()) messages_.resize(message + message / 2 + 1024);
  return messages_[message];
}

void DeliveryCheck::acknowledged(std::uint64_t message) {
  auto& one = at(message);
  if (std::exchange(one.acknowledged, true)) return;
  ++acknowledged_count_;
  if (one.copies < copies_) ++incomplete_;
}

void DeliveryCheck::shown(std::size_t stream, std::uint64_t message, std::int64_t seq) {
  ++shown_;
  auto& one = at(message);
  if (++one.copies == copies_ && one.acknowledged) --incomplete_;
  if (seq == 0) return;
  auto& last = last_seq_[stream];
  if (seq == last) {
    ++faults_.doubled;
  } else if (seq < last) {
    ++faults_.out_of_order;
  } else if (last != 0 && seq != last + 1) {
    ++faults_.gaps;
  }
  if (seq > last) last = seq;
}

Faults DeliveryCheck::faults() const {
  Faults all = faults_;
  for (const auto& message : messages_) {
    if (!message.acknowledged) {
      all.unexpected += message.copies;
    } else if (message.copies < copies_) {
      all.lost += copies_ - message.copies;
    } else if (message.copies > copies_) {
      all.doubled += message.copies - copies_;
    }
  }
  return all;
}

}  // namespace bench
