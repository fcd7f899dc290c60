#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "db/write_lane.h"
#include "http/request.h"
#include "team/records.h"

// Sessions and passwords of one member. Whoever changes something refreshes the directory.
namespace seggwat::team {

// A session about to begin. Its secrets are made before the write job, which may run twice.
struct NewSession {
  SessionId id;
  std::string token;
  std::string csrf_token;
  std::string address;
  std::string user_agent;
};
NewSession new_session(const http::Request& request, Instant now, Random& random);
// Always a new session, whatever cookie came with the request. Ends what is too old or too much.
void begin_session(db::Tx& tx, const MemberId& member, const NewSession& session);

// Sets a password and ends every session of the member but `keep`, and every pending reset.
void set_password(db::Tx& tx, const MemberId& member, const std::string& password_hash, const std::optional<SessionId>& keep);

struct StartedReset {
  Credentials member;
  std::string token;  // the dashboard's link is PUBLIC_URL/reset#token=…
  Instant expires_at;
};
// One hour, one use, the newest only. Shared by `POST /auth/reset` and `seggwat reset-password`. 404 for an unknown address: the
// command says so, the call never does.
Result<StartedReset> start_reset(db::Tx& tx, std::string_view email, Random& random);
// Whose it is, while it is valid; else 404.
Result<MemberId> load_open_reset(db::Database& database, const Digest& token_hash, Instant now);

}  // namespace seggwat::team
