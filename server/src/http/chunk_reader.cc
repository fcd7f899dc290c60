#include "http/chunk_reader.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "http/header_check.h"

namespace seggwat::http {
namespace {

constexpr std::size_t kMaxLine = 4 * 1024;
constexpr std::size_t kMaxOverhead = 16 * 1024;
constexpr std::size_t kMaxSizeDigits = 15;

// Takes a quoted string off the front; false when there is none.
bool take_quoted(std::string_view& text) {
  text.remove_prefix(1);
  while (!text.empty() && text.front() != '"') {
    if (text.front() == '\\') text.remove_prefix(1);
    if (text.empty() || !is_field_value(text.substr(0, 1))) return false;
    text.remove_prefix(1);
  }
  if (text.empty()) return false;
  text.remove_prefix(1);
  return true;
}

bool take_token(std::string_view& text) {
  const auto word = text.substr(0, text.find_first_of(";=\""));
  text.remove_prefix(word.size());
  return is_token(word);
}

// *( ";" name [ "=" ( token / quoted-string ) ] )
bool are_extensions(std::string_view text) {
  while (!text.empty()) {
    if (text.front() != ';') return false;
    text.remove_prefix(1);
    if (!take_token(text)) return false;
    if (!text.starts_with('=')) continue;
    text.remove_prefix(1);
    const bool valid = text.starts_with('"') ? take_quoted(text) : take_token(text);
    if (!valid) return false;
  }
  return true;
}

// A header line that may stand behind a body: not one that says how long the body is (RFC 9110 §6.5.1).
bool is_trailer_line(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const auto name = line.substr(0, colon);
  if (equals_ignoring_case(name, "content-length") || equals_ignoring_case(name, "transfer-encoding")) return false;
  return is_token(name) && is_field_value(line.substr(colon + 1));
}

}  // namespace

ChunkReader::State ChunkReader::feed(std::string_view& bytes, std::string& body) {
  State state = State::more;
  while (state == State::more && !bytes.empty()) {
    state = expect_ == Expect::data ? take_data(bytes, body) : take_line(bytes);
  }
  return state;
}

ChunkReader::State ChunkReader::take_line(std::string_view& bytes) {
  const auto newline = bytes.find('\n');
  const auto part = bytes.substr(0, newline == std::string_view::npos ? newline : newline + 1);
  const std::size_t bound = expect_ == Expect::data_end ? 2 : kMaxLine;
  const bool begun_by_cr = line_.ends_with('\r') && !part.starts_with('\n');
  if (line_.size() + part.size() > bound || begun_by_cr) return State::malformed;
  line_ += part;
  bytes.remove_prefix(part.size());
  if (expect_ == Expect::data_end && line_.front() != '\r') return State::malformed;
  if (!line_.ends_with('\n')) return line_.substr(0, line_.size() - 1).contains('\r') ? State::malformed : State::more;
  if (!line_.ends_with("\r\n")) return State::malformed;
  line_.resize(line_.size() - 2);
  const State state = end_line();
  line_.clear();
  return state;
}

ChunkReader::State ChunkReader::end_line() {
  if (expect_ == Expect::size_line) return begin_chunk();
  if (expect_ == Expect::data_end) {
    expect_ = Expect::size_line;
    return State::more;
  }
  if (line_.empty()) return State::done;
  overhead_ += line_.size();
  return overhead_ <= kMaxOverhead && is_trailer_line(line_) ? State::more : State::malformed;
}

ChunkReader::State ChunkReader::begin_chunk() {
  const std::string_view line = line_;
  const auto digits = line.substr(0, line.find_first_not_of("0123456789abcdefABCDEF"));
  const auto extensions = line.substr(digits.size());
  overhead_ += extensions.size();
  if (digits.empty() || digits.size() > kMaxSizeDigits || overhead_ > kMaxOverhead || !are_extensions(extensions)) {
    return State::malformed;
  }
  std::from_chars(digits.data(), digits.data() + digits.size(), left_, 16);
  if (left_ > limit_ - taken_) return State::too_large;
  expect_ = left_ == 0 ? Expect::trailer_line : Expect::data;
  return State::more;
}

ChunkReader::State ChunkReader::take_data(std::string_view& bytes, std::string& body) {
  const auto part = bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size())));
  body += part;
  bytes.remove_prefix(part.size());
  taken_ += part.size();
  left_ -= part.size();
  if (left_ == 0) expect_ = Expect::data_end;
  return State::more;
}

}  // namespace seggwat::http
