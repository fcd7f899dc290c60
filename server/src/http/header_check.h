#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string_view>

namespace seggwat::http {

inline constexpr std::size_t kMaxHead = 32 * 1024;   // request line and all headers; above it 431
inline constexpr std::size_t kMaxTarget = 8 * 1024;  // above it 414
inline constexpr std::size_t kMaxHeaders = 100;      // above it 431

// Why a request cannot be answered as HTTP. The texts have static storage; the connection ends after it.
struct Refusal {
  int status;
  std::string_view code;
  std::string_view message;
};

// Where the head in `bytes` ends (one past its empty line), 0 while more must come. Refuses a bare LF, a bare CR and what is too
// long as soon as it is seen. `scanned` is the caller's note of how far earlier calls have looked; it starts at 0 for each head.
std::expected<std::size_t, Refusal> find_head_end(std::string_view bytes, std::size_t& scanned);

// Holds one whole head, its empty line included, against RFC 9112 and RFC 9110, strictly: what two implementations could read
// differently is refused. Nothing when it may be parsed. Allocates nothing.
std::optional<Refusal> check_head(std::string_view head);

// A token of RFC 9110 §5.6.2, as header names and methods are.
bool is_token(std::string_view text);
// A header's value: visible ASCII, space, tab and bytes above 0x7F.
bool is_field_value(std::string_view text);
std::string_view trim_blanks(std::string_view text);

}  // namespace seggwat::http
