#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "http/request.h"
#include "views/view.h"

namespace seggwat::views {

struct ViewDraft {
  std::optional<std::string> name;
  std::optional<std::string> filter_json;
  std::optional<Sharing> sharing;
};

// 400 with the member's name. Members nobody knows are ignored, in the filter too.
Result<ViewDraft> read_view(const http::Request& request);
// The filter's own members, checked: status, assignee, unread, mentioned, tag, q, projects, days.
Result<json::object> read_filter(const json::object& filter);

}  // namespace seggwat::views
