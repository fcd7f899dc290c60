#include "http/serve_file.h"

#include <algorithm>
#include <ranges>

#include "base/text.h"
#include "http/file_body.h"
#include "http/header_check.h"

namespace seggwat::http {
namespace {

std::optional<std::string> copy_of(const Request& request, std::string_view name) {
  const auto value = request.header(name);
  if (!value) return std::nullopt;
  return std::string(*value);
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Digits as a number; what is too large for any file counts as endless.
std::uint64_t saturated(std::string_view digits) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return digits.size() > 18 ? UINT64_MAX : static_cast<std::uint64_t>(*parse_natural(digits));
}

// RFC 9110 §13.1.2, by the weak comparison.
bool names_tag(std::string_view list, std::string_view etag) {
  return std::ranges::any_of(std::views::split(list, ','), [&](auto part) {
    auto tag = trim_blanks(std::string_view(part.begin(), part.end()));
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    return tag == "*" || tag == etag;
  });
}

Response unsatisfiable(std::uint64_t size) {
  auto response = refusal_response(416, "range_not_satisfiable", "The file does not have this part.");
  response.set("Content-Range", "bytes */" + std::to_string(size));
  return response;
}

}  // namespace

FileWish FileWish::of(const Request& request) {
  FileWish wish{.if_none_match = copy_of(request, "If-None-Match")};
  if (request.method == Method::head) return wish;  // RFC 9110 §14.2: Range is for GET alone
  wish.range = copy_of(request, "Range");
  wish.if_range = copy_of(request, "If-Range");
  return wish;
}

ByteRange read_range(std::string_view header, std::uint64_t size) {
  const ByteRange whole{Extent::whole, 0, size};
  const auto equals = header.find('=');
  if (equals == std::string_view::npos || !equals_ignoring_case(trim_blanks(header.substr(0, equals)), "bytes")) return whole;
  const auto range = trim_blanks(header.substr(equals + 1));
  const auto dash = range.find('-');
  if (dash == std::string_view::npos) return whole;
  const auto from = range.substr(0, dash);
  const auto to = range.substr(dash + 1);
  if (from.empty()) {
    if (!is_number(to)) return whole;
    const auto length = std::min(saturated(to), size);
    if (length == 0) return {Extent::unsatisfiable, 0, 0};
    return {Extent::part, size - length, length};
  }
  if (!is_number(from) || (!to.empty() && !is_number(to))) return whole;
  const auto first = saturated(from);
  const auto last = to.empty() ? UINT64_MAX : saturated(to);
  if (last < first) return whole;
  if (first >= size) return {Extent::unsatisfiable, 0, 0};
  return {Extent::part, first, std::min(last, size - 1) - first + 1};
}

Result<Response> serve_file(const std::string& path, const std::string& etag, const FileWish& wish) {
  auto file = FileBody::open(path);
  if (!file) return not_found();
  Response response;
  response.headers = {{"ETag", etag}, {"Accept-Ranges", "bytes"}};
  if (wish.if_none_match && names_tag(*wish.if_none_match, etag)) {
    response.status = 304;
    return response;
  }
  const bool takes_part = wish.range && (!wish.if_range || *wish.if_range == etag);
  const auto range = takes_part ? read_range(*wish.range, file->file_size()) : ByteRange{Extent::whole, 0, file->file_size()};
  if (range.extent == Extent::unsatisfiable) return unsatisfiable(file->file_size());
  if (range.extent == Extent::part) {
    response.status = 206;
    response.set("Content-Range", "bytes " + std::to_string(range.first) + "-" + std::to_string(range.first + range.length - 1) +
                                      "/" + std::to_string(file->file_size()));
  }
  file->offset = range.first;
  file->length = range.length;
  response.file = std::move(file);
  return response;
}

std::string content_disposition(std::string_view kind, std::string_view filename) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string value = std::string(kind) + "; filename*=UTF-8''";
  for (const char c : filename) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    if (plain) {
      value += c;
    } else {
      value += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return value;
}

}  // namespace seggwat::http
