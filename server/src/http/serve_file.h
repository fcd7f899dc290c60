#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "http/response.h"

namespace seggwat::http {

// What a client already has of a file and what it wants of it (RFC 9110 §13, §14). Taken from the request, which it outlives.
struct FileWish {
  std::optional<std::string> range;
  std::optional<std::string> if_range;
  std::optional<std::string> if_none_match;

  static FileWish of(const Request& request);
};

enum class Extent { whole, part, unsatisfiable };
struct ByteRange {
  Extent extent = Extent::whole;
  std::uint64_t first = 0;
  std::uint64_t length = 0;
};
// One range is served. Several at once, another unit and what is malformed are answered with the whole file, as RFC 9110 §14.2
// allows: a thousand small ranges must not cost more than one request.
ByteRange read_range(std::string_view header, std::uint64_t size);

// The file at `path`, as one representation that never changes: 200, 206, 304 or 416 by the wish. `etag` has its quotation marks.
// The caller adds what says the content's kind. 404 when the file is not there.
Result<Response> serve_file(const std::string& path, const std::string& etag, const FileWish& wish);

// RFC 6266 with RFC 8187: `kind; filename*=UTF-8''…`, for any text.
std::string content_disposition(std::string_view kind, std::string_view filename);

}  // namespace seggwat::http
