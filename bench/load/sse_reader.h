#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "load/reader.h"

namespace bench {

// Reads a `text/event-stream` answer as its bytes come: status line and headers, then events, chunked or not.
class SseReader final : public Reader {
 public:
  // False when this is no 200 with a stream.
  bool feed(std::string_view bytes, const Tell& tell) override;
  const std::string& fault() const override { return fault_; }
  // The head was that of a stream.
  bool has_begun() const override { return phase_ == Phase::text; }

 private:
  bool take_head(std::string_view& bytes);
  std::string_view unchunk(std::string_view& bytes);
  void take_text(std::string_view text, const Tell& tell);
  static void tell_event(std::string_view block, const Tell& tell);

  enum class Phase : unsigned char { head, text, refused };
  enum class Chunk : unsigned char { none, size, bytes, end };
  Phase phase_ = Phase::head;
  Chunk chunk_ = Chunk::none;
  std::size_t chunk_left_ = 0;
  std::string rest_;  // of the head, or of an event that has not ended yet
  std::string fault_;
};

}  // namespace bench
