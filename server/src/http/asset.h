#pragma once

#include <span>
#include <string_view>

namespace seggwat::http {

// One file of the browser side, built into the program. All texts have static storage.
struct Asset {
  std::string_view path;  // as requested: "/static/widgets/v1/seggwat-feedback.js"
  std::string_view type;  // Content-Type
  std::string_view etag;  // with its quotes, from the content
  std::string_view plain;
  std::string_view gzip;  // empty where it saves nothing
};

// The table that server/assets.cmake builds, sorted by path. Only the program itself links it; everything else is given a table.
std::span<const Asset> embedded_assets();

}  // namespace seggwat::http
