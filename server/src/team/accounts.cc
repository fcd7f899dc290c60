#include "team/accounts.h"

#include "base/text.h"
#include "team/authenticator.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kUserAgentShown = 300;

std::string readable_user_agent(const http::Request& request) {
  const auto sent = request.header("User-Agent").value_or("");
  return is_utf8(sent) ? cut_to(sent, kUserAgentShown) : std::string();
}

}  // namespace

NewSession new_session(const http::Request& request, Instant now, Random& random) {
  return {SessionId::make(now, random), random.token(kTokenBytes), random.token(kTokenBytes), request.client_address,
          readable_user_agent(request)};
}

void begin_session(db::Tx& tx, const MemberId& member, const NewSession& session) {
  store::delete_idle_sessions(tx.database, tx.now - kSessionIdle);
  store::insert_session(tx.database, {session.id, sha256(session.token), session.csrf_token, member, tx.now, tx.now,
                                      session.address, session.user_agent});
  store::save_session_use(tx.database, session.id, member, tx.now);
  store::trim_sessions_of(tx.database, member, kSessionsOfMember);
}

void set_password(db::Tx& tx, const MemberId& member, const std::string& password_hash, const std::optional<SessionId>& keep) {
  store::save_password(tx.database, member, password_hash);
  store::delete_sessions_of(tx.database, member, keep);
  store::delete_resets_of(tx.database, member);
}

Result<StartedReset> start_reset(db::Tx& tx, std::string_view email, Random& random) {
  auto member = store::find_credentials(tx.database, email);
  if (!member) return not_found();
  StartedReset reset{std::move(*member), random.token(kTokenBytes), tx.now + kResetLife};
  store::delete_resets_of(tx.database, reset.member.member);
  store::insert_reset(tx.database, reset.member.member, sha256(reset.token), reset.expires_at);
  return reset;
}

Result<MemberId> load_open_reset(db::Database& database, const Digest& token_hash, Instant now) {
  const auto member = store::find_reset(database, token_hash, now);
  if (!member) return fail(ErrorKind::not_found, "not_found", "This link is no longer valid. Ask for a new one.");
  return *member;
}

}  // namespace seggwat::team
