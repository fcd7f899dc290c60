#include "realtime/sse.h"

#include <algorithm>

namespace seggwat::realtime {
namespace {

// In JSON a line end can only stand between tokens, where a space means the same; in an event stream it would end the field.
void put_on_one_line(std::string& text, std::size_t from) {
  std::replace_if(
      text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
}

}  // namespace

Frame::Frame(std::string_view name, std::string_view id, std::string_view json, std::int64_t no)
    : name_size_(static_cast<std::uint32_t>(name.size())),
      id_size_(static_cast<std::uint32_t>(id.size())),
      json_size_(static_cast<std::uint32_t>(json.size())),
      no_(no) {
  text_.reserve(name.size() + id.size() + json.size() + 24);
  text_.append("event: ").append(name);
  if (!id.empty()) text_.append("\nid: ").append(id);
  text_.append("\ndata: ");
  const std::size_t data_at = text_.size();
  text_.append(json);
  put_on_one_line(text_, data_at);
  text_.append("\n\n");
}

SharedFrame make_frame(const Rendered& rendered, std::string_view id, std::int64_t no, const std::optional<ThreadId>& thread) {
  auto frame = std::make_shared<Frame>(rendered.name, id, rendered.json, no);
  if (rendered.delivers_seq && thread) frame->delivers = Delivered{*thread, *rendered.delivers_seq};
  return frame;
}

SharedFrame make_passing_frame(const Rendered& rendered) { return std::make_shared<const Frame>(rendered.name, "", rendered.json); }

std::string retry_line(std::int64_t millis) { return "retry: " + std::to_string(millis) + "\n\n"; }

}  // namespace seggwat::realtime
