#include "team/member.h"

namespace seggwat::team {

std::string_view to_text(Role role) {
  switch (role) {
    case Role::owner:
      return "Owner";
    case Role::admin:
      return "Admin";
    case Role::member:
      break;
  }
  return "Member";
}

std::optional<Role> parse_role(std::string_view text) {
  for (const auto role : {Role::owner, Role::admin, Role::member}) {
    if (text == to_text(role)) return role;
  }
  return std::nullopt;
}

}  // namespace seggwat::team
