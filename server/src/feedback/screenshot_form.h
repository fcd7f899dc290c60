#pragma once

#include <cstddef>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

// The body of a submission with a screenshot: multipart/form-data with `data`, a JSON object whatever type its part names, and
// `screenshot`, a file.
namespace seggwat::feedback {

struct ScreenshotForm {
  json::object data;
  // Where the file stands in the body.
  std::size_t begin = 0;
  std::size_t size = 0;
};

// 415 `unsupported_media_type`, 400 `bad_multipart`, `data_missing`, `file_missing`, `invalid_json`; 413 for more data than any
// submission has. Touches nothing but its arguments.
Result<ScreenshotForm> read_screenshot_form(std::string_view content_type, std::string_view body);

}  // namespace seggwat::feedback
