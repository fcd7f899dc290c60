// An upload: the first line is the Content-Type, the rest the body.
#include "http/multipart.h"

#include "fuzz/fuzz.h"

namespace seggwat::fuzz {
namespace {

bool lies_within(std::string_view part, std::string_view whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

}  // namespace

void run(std::string_view bytes) {
  const auto type = take_line(bytes);
  const auto boundary = http::read_boundary(type);
  if (!boundary) return;
  must(!boundary->empty() && boundary->size() <= 70);
  const auto parts = http::parse_multipart(bytes, *boundary, 4);
  if (!parts) return must(parts.error().code == "bad_multipart");
  must(parts->size() <= 4);
  const char* after = bytes.data();
  for (const auto& part : *parts) {
    must(lies_within(part.content, bytes) && part.content.data() >= after);
    must(!part.content.contains("\r\n--" + *boundary) && !part.name.empty());
    must(http::find_part(*parts, part.name) == &part);
    after = part.content.data() + part.content.size();
  }
}

}  // namespace seggwat::fuzz
