#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace seggwat::projects {

// `scheme://host[:port]` in lower case, without a default port (RFC 6454 §6.2). Nothing for anything else: `null`, a path, a user
// name, wildcards, letters outside ASCII, impossible ports.
std::optional<std::string> normalise_origin(std::string_view text);

// The origin of an http or https URL, normalised; nothing when it is not such a URL, is longer than 2,048 bytes or holds a space, a
// control character, a backslash or a user name.
std::optional<std::string> origin_of_url(std::string_view url);

// What a person types into the list of allowed origins: "*", or an origin with white space around it and one slash behind it
// forgiven.
std::optional<std::string> read_allowed_origin(std::string_view typed);

}  // namespace seggwat::projects
