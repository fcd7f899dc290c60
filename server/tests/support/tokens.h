#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "projects/project.h"

namespace seggwat::testing {

// A project with one live signing secret, distinct for each `number`.
projects::Project make_project(int number = 1);

// header.claims.signature of exactly these texts, signed with HMAC-SHA-256.
std::string sign_token(std::string_view header, std::string_view claims, std::string_view key);
// The same with the usual header.
std::string sign_token(std::string_view claims, std::string_view key);

// Claims of a good token for this project: sub "ada", valid for an hour from `now`. `more` is JSON text such as `,"name":"Ada"`.
std::string good_claims(const projects::Project& project, Instant now, std::string_view more = "");

}  // namespace seggwat::testing
