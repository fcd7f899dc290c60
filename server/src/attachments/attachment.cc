#include "attachments/attachment.h"

#include "base/text.h"

namespace seggwat::attachments {

bool is_shown_inline(std::string_view type) {
  return type == "image/png" || type == "image/jpeg" || type == "image/gif" || type == "image/webp";
}

std::string screenshot_name(std::string_view type) { return type == "image/png" ? "screenshot.png" : "screenshot.jpg"; }

std::string preview_of(std::string_view body, const std::optional<std::string>& first_file, std::size_t limit) {
  if (!body.empty() || !first_file) return cut_to(body, limit);
  return cut_to("📎 " + *first_file, limit);
}

}  // namespace seggwat::attachments
