#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "team/member.h"
#include "team/records.h"

// What the team's calls read out of a body. Faults go into the fields' own status.
namespace seggwat::team {

// Trimmed, 1–100 code points, something to see, no control characters.
std::string read_name(Fields& fields, std::string_view field);
// As above; nothing when the field is not given.
std::optional<std::string> read_maybe_name(Fields& fields, std::string_view field);
std::string read_new_email(Fields& fields, std::string_view field);
std::optional<Role> read_role(Fields& fields, std::string_view field);
// Nothing when the list is absent or null.
std::optional<std::vector<ProjectId>> read_projects(Fields& fields, std::string_view field);
// Byte for byte, U+0000 included. 400 `invalid_field`; 400 `password_too_long` beyond what any password may have.
Result<std::string> read_password(const json::object& body, std::string_view field);
// The same for a password to be set: 400 `password_too_short` too.
Result<std::string> read_new_password(const json::object& body, std::string_view field);

}  // namespace seggwat::team
