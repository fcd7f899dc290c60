#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "db/write_lane.h"
#include "end_users/end_user.h"

namespace seggwat::end_users {

constexpr std::size_t kProfileBytes = 8 * 1024;
constexpr std::size_t kAttributes = 20;
constexpr std::size_t kNameCodePoints = 200;

// What a user's page says about them: checked for form, but not proven.
struct GivenProfile {
  std::optional<std::string> email{};
  std::optional<std::string> attributes_json{};  // replaces the ones given before
  std::optional<std::string> locale{};
  std::optional<std::string> timezone{};
  std::optional<std::string> user_agent{};
};

// Makes or updates the stored user; writes nothing when nothing is new. A token's email is verified and wins over any address the
// page gives, now or later; its attributes win over given ones of the same name.
Remembered remember(db::Tx& tx, const EndUser& user, const GivenProfile& given = {});

// Ends every session of the user: tokens issued before now are revoked. The caller follows up with KeptOutList::refresh.
void sign_out(db::Tx& tx, UserKey user);

// Blocks or unblocks; false when it was so already. The caller follows up with KeptOutList::refresh.
bool set_access(db::Tx& tx, UserKey user, Access access, const MemberId& by);

}  // namespace seggwat::end_users
