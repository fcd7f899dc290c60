#include "feedback/screenshot_form.h"

#include "http/multipart.h"
#include "http/route.h"

namespace seggwat::feedback {
namespace {

constexpr std::size_t kPartsTaken = 8;

}  // namespace

Result<ScreenshotForm> read_screenshot_form(std::string_view content_type, std::string_view body) {
  const auto boundary = http::read_boundary(content_type);
  if (!boundary) return std::unexpected(boundary.error());
  const auto parts = http::parse_multipart(body, *boundary, kPartsTaken);
  if (!parts) return std::unexpected(parts.error());
  const auto* data = http::find_part(*parts, "data");
  if (data == nullptr) return invalid("data_missing", "Send what is submitted as a form's part called `data`, in JSON.");
  if (data->content.size() > http::kBodyLimit) return fail(ErrorKind::too_large, "too_large", "The part `data` is too large.");
  auto object = parse_json_object(data->content);
  if (!object) return std::unexpected(std::move(object.error()));
  const auto* file = http::find_part(*parts, "screenshot");
  if (file == nullptr || !file->filename) return invalid("file_missing", "Send the picture as a form's part called `screenshot`.");
  const auto begin = static_cast<std::size_t>(file->content.data() - body.data());
  return ScreenshotForm{std::move(*object), begin, file->content.size()};
}

}  // namespace seggwat::feedback
