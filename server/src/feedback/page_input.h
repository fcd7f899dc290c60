#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

// What submissions of every kind say about where they come from.
namespace seggwat::feedback {

enum class Sender { page, team };

struct PageFacts {
  std::optional<std::string> path;
  std::optional<std::string> version;
  std::optional<std::string> submitted_by;
};

// Trimmed; nothing when absent, null or blank.
std::optional<std::string> read_text(Fields& fields, std::string_view field, std::size_t limit);
// `path`, `version`, `submitted_by`. A page's submitter is an id of [A-Za-z0-9_-]; the team may write any text.
PageFacts read_page_facts(Fields& fields, Sender sender);

}  // namespace seggwat::feedback
