#pragma once

#include "base/json.h"
#include "base/result.h"
#include "end_users/end_users.h"
#include "http/request.h"

namespace seggwat::end_users {

struct ProfileUpdate {
  GivenProfile profile;
  std::optional<Page> page;
};

// {email?, locale?, timezone?, attributes?, page?:{url,title?}} as a page sends it. 400 `invalid_email`, `invalid_attributes` or
// `invalid_field`; a locale, time zone or page that makes no sense is left out, because the page cannot help what a browser says.
Result<ProfileUpdate> read_profile(const json::object& body, const http::Request& request);

// The page a user is on; nothing when it is not an http or https URL of at most 2,048 bytes.
std::optional<Page> read_page(const json::object& page, std::optional<std::string_view> origin);

}  // namespace seggwat::end_users
