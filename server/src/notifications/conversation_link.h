#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seggwat::notifications {

// What is known about where a user's site is. Everything but the origins list may be absent.
struct SiteAddresses {
  std::vector<std::string> allowed_origins;  // normalised, or "*"
  std::optional<std::string> site_url;
  std::optional<std::string> page_url;     // as the page told it: a stranger's data
  std::optional<std::string> page_origin;  // Origin of the request that told it
};

// scheme://host[:port] of an http or https address in lower case, without the scheme's own port; nothing when it has user
// information, control characters, or is no such address.
std::optional<std::string> origin_of(std::string_view url);

// Where a mail's button leads, ending with #seggwat-chat, which opens the conversation: the page the user wrote from (origin and
// path alone) when its origin is allowed, or, with an empty or "*" list, when it is the origin its request came from; else the
// project's own address; else its first allowed origin; else nowhere.
std::optional<std::string> conversation_link(const SiteAddresses& site);

// The origins a mail may link to.
std::vector<std::string> linkable_origins(const SiteAddresses& site, std::string_view public_url);

}  // namespace seggwat::notifications
