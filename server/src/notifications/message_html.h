#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace seggwat::notifications {

// A message's text as HTML for a mail: paragraphs, line breaks, **bold**, *italic*, ~~strike~~, `code` and fences. Everything else,
// HTML too, stays the text it is. An address becomes a link only when its origin is in `origins`; any other is shown in full, as
// text. Lists and quotes keep the marks they were written with.
std::string message_html(std::string_view text, const std::vector<std::string>& origins);

}  // namespace seggwat::notifications
