#pragma once

#include "end_users/token.h"
#include "http/request.h"

namespace seggwat::end_users {

// Who sends this request, by `Authorization: Bearer` and `X-Project-Key`; 400 `invalid_request` when either stands there twice.
// A token anywhere else (query, cookie, body) is not looked at. Whether the user is kept out is KeptOut's word.
Result<EndUser> identify(const http::Request& request, const FindProject& find, Instant now);

}  // namespace seggwat::end_users
