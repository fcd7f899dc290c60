#include "load/sse_reader.h"

#include <algorithm>
#include <cctype>

namespace bench {
namespace {

std::string_view field_of(std::string_view line, std::string_view name) {
  line.remove_prefix(name.size());
  if (line.starts_with(' ')) line.remove_prefix(1);
  return line;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

bool SseReader::feed(std::string_view bytes, const Tell& tell) {
  if (phase_ == Phase::head && !take_head(bytes)) return phase_ != Phase::refused;
  if (chunk_ == Chunk::none) {
    take_text(bytes, tell);
    return true;
  }
  while (!bytes.empty()) take_text(unchunk(bytes), tell);
  return true;
}

// True once the head has ended; `bytes` is then what follows.
bool SseReader::take_head(std::string_view& bytes) {
  const std::size_t before = rest_.size();
  rest_ += bytes;
  const auto end = rest_.find("\r\n\r\n", before < 3 ? 0 : before - 3);
  if (end == std::string::npos) return false;
  bytes.remove_prefix(end + 4 - before);
  std::string head = rest_.substr(0, end);
  std::ranges::transform(head, head.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (!head.starts_with("http/1.1 200") || head.find("text/event-stream") == std::string::npos) {
    phase_ = Phase::refused;
    fault_ = rest_;
    return false;
  }
  if (head.find("transfer-encoding: chunked") != std::string::npos) chunk_ = Chunk::size;
  phase_ = Phase::text;
  std::string().swap(rest_);
  return true;
}

// The next piece of a chunk's bytes; empty where only framing was.
std::string_view SseReader::unchunk(std::string_view& bytes) {
  if (chunk_ == Chunk::bytes) {
    const auto piece = bytes.substr(0, chunk_left_);
    bytes.remove_prefix(piece.size());
    chunk_left_ -= piece.size();
    if (chunk_left_ == 0) chunk_ = Chunk::end;
    return piece;
  }
  const char c = bytes.front();
  bytes.remove_prefix(1);
  if (chunk_ == Chunk::end) {
    if (c == '\n') chunk_ = Chunk::size;
  } else if (c == '\n') {
    if (chunk_left_ > 0) chunk_ = Chunk::bytes;
  } else if (const int digit = hex_digit(c); digit >= 0) {
    chunk_left_ = chunk_left_ * 16 + static_cast<std::size_t>(digit);
  }
  return {};
}

void SseReader::take_text(std::string_view text, const Tell& tell) {
  if (text.empty()) return;
  if (!rest_.empty()) {
    const std::size_t before = rest_.size();
    rest_ += text;
    const auto end = rest_.find("\n\n", before - 1);
    if (end == std::string::npos) return;
    tell_event(std::string_view(rest_).substr(0, end), tell);
    text.remove_prefix(end + 2 - before);
    rest_.clear();
  }
  for (auto end = text.find("\n\n"); end != std::string_view::npos; end = text.find("\n\n")) {
    tell_event(text.substr(0, end), tell);
    text.remove_prefix(end + 2);
  }
  if (text.empty()) {
    std::string().swap(rest_);
  } else {
    rest_ = text;
  }
}

void SseReader::tell_event(std::string_view block, const Tell& tell) {
  Event event{"message", {}, {}};
  bool has_data = false;
  while (!block.empty()) {
    const auto end = block.find('\n');
    const auto line = block.substr(0, end);
    block.remove_prefix(end == std::string_view::npos ? block.size() : end + 1);
    if (line.starts_with("data:")) {
      event.data = field_of(line, "data:");
      has_data = true;
    } else if (line.starts_with("event:")) {
      event.name = field_of(line, "event:");
    } else if (line.starts_with("id:")) {
      event.id = field_of(line, "id:");
    }
  }
  if (has_data) tell(event);
}

}  // namespace bench
