#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace seggwat {

using AttachmentId = Id<struct AttachmentTag>;

namespace attachments {

constexpr std::size_t kSizeLimit = 10 * 1024 * 1024;       // bytes of one file, exactly this many allowed
constexpr std::size_t kScreenshotLimit = 5 * 1024 * 1024;  // bytes, exactly this many allowed
constexpr std::size_t kPerMessage = 5;
constexpr std::size_t kNameLimit = 120;  // code points
constexpr Milliseconds kUnusedFor = std::chrono::hours(24);

// What a picture measures as it is shown, in pixels.
struct Measure {
  int width = 0;
  int height = 0;
  bool operator==(const Measure&) const = default;
};

// A file in a conversation, or uploaded for one.
struct Attachment {
  AttachmentId id;
  std::string name;  // cleaned, see clean_name
  std::string type;  // by content
  std::int64_t size = 0;
  std::optional<Measure> measure;  // of pictures
};

// The piece of feedback that a screenshot came with.
struct ScreenshotOf {
  ProjectId project;
  FeedbackId feedback;
  std::optional<std::string> submitted_by;
};
// What a screenshot is called when somebody saves it.
std::string screenshot_name(std::string_view type);

// Pictures that a browser may show in place; everything else is only ever downloaded.
bool is_shown_inline(std::string_view type);

// One line that stands for a message in lists: its text, else its first file.
std::string preview_of(std::string_view body, const std::optional<std::string>& first_file, std::size_t limit);

}  // namespace attachments
}  // namespace seggwat
