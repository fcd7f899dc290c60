#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace seggwat::http {

// One part of a multipart/form-data body. `content` points into the body.
struct FormPart {
  std::string name;
  std::optional<std::string> filename;  // as the client wrote it: never a path to be used
  std::string content_type;             // in lower case, without parameters; empty when not given
  std::string_view content;
};

// The boundary of a `multipart/form-data` content type (RFC 7578, RFC 2046 §5.1.1). 415 `unsupported_media_type` for other types,
// 400 `bad_multipart` when there is not exactly one well-formed boundary.
Result<std::string> read_boundary(std::string_view content_type);

// The parts of `body`, in order. Strict: the body begins with the first boundary and ends with the last one, every part has its
// headers within bounds and a name of its own. What two readers could split differently is refused. 400 `bad_multipart`. Touches
// nothing but its arguments; its time is linear in the body's size.
Result<std::vector<FormPart>> parse_multipart(std::string_view body, std::string_view boundary, std::size_t max_parts);

// The part of that name; nothing when there is none.
const FormPart* find_part(const std::vector<FormPart>& parts, std::string_view name);

}  // namespace seggwat::http
