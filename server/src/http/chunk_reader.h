#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace seggwat::http {

// Reads one chunked body (RFC 9112 §7.1) as it comes, strictly: no white space around a size, every line ends in CR LF, extensions
// are well formed and ignored, trailers are checked and dropped. After `malformed` or `too_large` it must not be fed again.
class ChunkReader {
 public:
  enum class State { more, done, malformed, too_large };

  explicit ChunkReader(std::size_t limit) : limit_(limit) {}

  // Takes what it can from the front of `bytes` and appends the data to `body`; what follows the body stays in `bytes`.
  State feed(std::string_view& bytes, std::string& body);

 private:
  enum class Expect { size_line, data, data_end, trailer_line };

  State take_line(std::string_view& bytes);
  State end_line();
  State begin_chunk();
  State take_data(std::string_view& bytes, std::string& body);

  const std::size_t limit_;
  Expect expect_ = Expect::size_line;
  std::uint64_t left_ = 0;    // of the current chunk
  std::size_t taken_ = 0;     // of the body
  std::size_t overhead_ = 0;  // extensions and trailers so far
  std::string line_;
};

}  // namespace seggwat::http
