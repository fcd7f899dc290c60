#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "attachments/attachment.h"

namespace seggwat::attachments {

// What a file is by its content, whatever its name says, and what of it is kept.
struct Content {
  std::string type;
  std::optional<std::string> cleaned;  // in place of what came; nothing: as it came
  std::optional<Measure> measure;
};

// PNG, JPEG, GIF, WebP, PDF, ZIP (so Office), MP4, and plain UTF-8 text that does not begin like a document of tags. Nothing for
// all else. Touches nothing but its argument; its time is linear in the size.
std::optional<Content> recognise(std::string_view bytes);

// What a file is called when somebody gets it back: the last part of a path, without control, direction and reserved characters,
// without dots at its ends, cut to kNameLimit with its ending kept; and with an ending that fits the type, so that nothing opens as
// what it is not.
std::string clean_name(std::string_view given, std::string_view type);

}  // namespace seggwat::attachments
