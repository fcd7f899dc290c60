#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "end_users/end_user.h"
#include "projects/project.h"

namespace seggwat::end_users {

constexpr std::size_t kTokenBytes = 8 * 1024;
constexpr Seconds kClockSkew{60};
constexpr Seconds kTokenLifetime{24 * 60 * 60};
constexpr std::size_t kSubCodePoints = 255;

// Null when there is no such project.
using FindProject = std::function<const projects::Project*(const ProjectKey&)>;

// Proves who sends `token` (RFC 7519, HS256 only, signed with one of the project's secrets as text).
// `asked_project` is the X-Project-Key header: it chooses the secrets; without it the token's own, still unproven claim chooses
// them. Before the signature is proven every fault is the same 401 `token_invalid`; after it 401 `token_revoked` (the secret was
// revoked), `token_claims`, `token_wrong_project`, `token_lifetime`, `token_expired` or `token_not_yet_valid`, in this order.
Result<EndUser> verify(const FindProject& find, std::string_view token, std::optional<std::string_view> asked_project, Instant now);

// The one answer while nothing is proven.
std::unexpected<Error> token_invalid();
std::unexpected<Error> token_revoked();

// 403 `chat_disabled` unless the project's live chat is switched on.
Status require_live_chat(const projects::Project& project);

}  // namespace seggwat::end_users
