// A request's head, as it comes over the socket.
#include <algorithm>

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "http/head_parser.h"

namespace seggwat::fuzz {
namespace {

// The same answer, whatever pieces the bytes come in.
void ends_where_it_ends_in_pieces(std::string_view bytes, const std::expected<std::size_t, http::Refusal>& whole) {
  std::size_t scanned = 0;
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    const auto end = http::find_head_end(bytes.substr(0, size), scanned);
    if (!end) return must(!whole && whole.error().status == end.error().status);
    if (*end != 0) return must(whole && *end == *whole);
  }
  must(whole && *whole == 0);
}

void is_sound(const http::Head& head) {
  const auto& request = head.request;
  must(request.path.starts_with('/') && is_utf8(request.path) && !has_control_characters(request.path));
  must(!request.path.contains('\\') && !request.path.contains("/../") && !request.path.ends_with("/.."));
  must(!head.chunked || head.content_length == 0);
  must(!head.chunked || head.version == http::Version::http_1_1);
  must(request.headers.size() <= http::kMaxHeaders);
  for (const auto& header : request.headers) {
    must(http::is_token(header.name) && http::is_field_value(header.value));
    must(http::trim_blanks(header.value) == header.value);
  }
  const auto count = [&](std::string_view name) {
    return std::ranges::count_if(request.headers, [&](const auto& header) { return equals_ignoring_case(header.name, name); });
  };
  must(count("host") == 1 || (count("host") == 0 && head.version == http::Version::http_1_0));
  must(count("content-length") + count("transfer-encoding") <= 1);
  must((count("transfer-encoding") == 1) == head.chunked);
}

}  // namespace

void run(std::string_view bytes) {
  std::size_t scanned = 0;
  const auto end = http::find_head_end(bytes, scanned);
  ends_where_it_ends_in_pieces(bytes, end);
  const auto head = http::parse_head(bytes.substr(0, end ? *end : bytes.size()));
  if (head) is_sound(*head);
  if (!head) must(head.error().status >= 400 && head.error().status <= 505 && !head.error().message.empty());
  must(head.has_value() <= !http::check_head(bytes.substr(0, end ? *end : bytes.size())).has_value());
}

}  // namespace seggwat::fuzz
