#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "realtime/event.h"

namespace seggwat::realtime {

struct Delivered {
  ThreadId thread;
  std::int64_t seq = 0;
};

// One event, rendered once and shared by everybody who hears it: text for a stream, pieces of it for a poll. Immutable.
class Frame {
 public:
  // `no`: the event's number in its audience's view; 0 for what is not kept (typing, presence, expired).
  // `id` is empty then; with number 0 and an id it is `ready` or `reset`.
  Frame(std::string_view name, std::string_view id, std::string_view json, std::int64_t no = 0);

  std::string_view text() const { return text_; }
  std::string_view name() const { return slice(kNameAt, name_size_); }
  std::string_view id() const { return id_size_ == 0 ? std::string_view{} : slice(kNameAt + name_size_ + 5, id_size_); }
  std::string_view json() const { return slice(text_.size() - 2 - json_size_, json_size_); }
  std::int64_t no() const { return no_; }
  bool is_first() const { return no_ == 0 && id_size_ > 0; }  // `ready` or `reset`

  // Set while the frame is being made, on what says "your message has arrived" once it is written.
  std::optional<Delivered> delivers{};

 private:
  static constexpr std::size_t kNameAt = 7;  // behind "event: "
  std::string_view slice(std::size_t at, std::size_t size) const { return std::string_view(text_).substr(at, size); }

  std::string text_;
  std::uint32_t name_size_;
  std::uint32_t id_size_;
  std::uint32_t json_size_;
  std::int64_t no_;
};

using SharedFrame = std::shared_ptr<const Frame>;

// A journal entry as an event, `id` its cursor; `thread` is where a delivery counts.
SharedFrame make_frame(const Rendered& rendered, std::string_view id, std::int64_t no, const std::optional<ThreadId>& thread);
// What is not kept.
SharedFrame make_passing_frame(const Rendered& rendered);

// A comment: keeps proxies and clients awake, and is no event.
inline constexpr std::string_view kHeartbeat = ":\n\n";
// How long a client waits before it comes back.
std::string retry_line(std::int64_t millis);

}  // namespace seggwat::realtime
