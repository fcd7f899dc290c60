#include "team/authenticator.h"

#include <utility>

#include "base/secret.h"
#include "base/text.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

constexpr std::size_t kTokenLength = 43;  // 32 bytes as base64url
constexpr std::string_view kKeyPrefix = "oat_";

Error unauthorized() { return Error{ErrorKind::unauthorized, "unauthorized", "Please sign in, or send a valid API key."}; }

bool is_write(http::Method method) {
  return method != http::Method::get && method != http::Method::head && method != http::Method::options;
}

// The key of a request, whatever it looks like; nothing when the request brings none.
std::optional<std::string_view> key_of(const http::Request& request) {
  if (const auto key = request.header("X-API-Key")) return key;
  const auto authorization = request.header("Authorization");
  constexpr std::string_view kScheme = "Bearer ";
  if (!authorization || !equals_ignoring_case(authorization->substr(0, kScheme.size()), kScheme)) return std::nullopt;
  return authorization->substr(kScheme.size());
}

template <class Map, class Exists>
void forget_ended(Map& uses, Exists&& exists) {
  std::erase_if(uses, [&](const auto& use) { return !exists(use.first); });
}

}  // namespace

Authenticator::Authenticator(Team& team, const Clock& clock, std::string_view public_url, WriteLater write_later)
    : team_(team), clock_(clock), origin_(origin_of(public_url)), cookie_(public_url), write_later_(std::move(write_later)) {
  team.on_change([this](const Directory&, const Directory& now) {
    forget_ended(seen_, [&](const SessionId& id) { return now.find_session(id) != nullptr; });
    forget_ended(key_used_, [&](const ApiKeyId& id) { return now.has_key(id); });
  });
}

Result<Caller> Authenticator::authenticate(const http::Request& request) {
  Result<Caller> caller = std::unexpected(unauthorized());
  if (const auto key = key_of(request)) {
    caller = by_key(*key);
  } else if (const auto token = cookie_.read(request)) {
    caller = by_session(*token);
  }
  if (caller) caller->address = request.client_address;
  return caller;
}

Result<Caller> Authenticator::by_key(std::string_view key) {
  if (key.size() != kKeyPrefix.size() + kTokenLength || !key.starts_with(kKeyPrefix)) return std::unexpected(unauthorized());
  const auto directory = team_.current();
  const auto* entry = directory->find_key(sha256(key));
  const auto* member = entry == nullptr ? nullptr : directory->find_member(entry->member);
  if (member == nullptr) return std::unexpected(unauthorized());
  note_key_use(*entry);
  return Caller{*member, std::nullopt, entry->id};
}

Result<Caller> Authenticator::by_session(std::string_view token) {
  if (token.size() != kTokenLength) return std::unexpected(unauthorized());
  const auto directory = team_.current();
  const auto* session = directory->find_session(sha256(token));
  if (session == nullptr || !is_alive(*session)) return std::unexpected(unauthorized());
  const auto* member = directory->find_member(session->member);
  if (member == nullptr) return std::unexpected(unauthorized());
  note_session_use(*session);
  return Caller{*member, session->id, std::nullopt};
}

Instant Authenticator::last_seen(const Session& session) const {
  const auto seen = seen_.find(session.id);
  return seen == seen_.end() ? session.last_seen_at : std::max(seen->second, session.last_seen_at);
}

bool Authenticator::is_alive(const Session& session) const {
  const auto now = clock_.now();
  return now < session.created_at + kSessionAbsolute && now < last_seen(session) + kSessionIdle;
}

void Authenticator::note_session_use(const Session& session) {
  const auto now = clock_.now();
  if (now < last_seen(session) + kSeenEvery) return;
  seen_[session.id] = now;
  write_later_(
      [id = session.id, member = session.member, now](db::Tx& tx) { store::save_session_use(tx.database, id, member, now); });
}

void Authenticator::note_key_use(const KeyEntry& key) {
  const auto now = clock_.now();
  const auto used = key_used_.find(key.id);
  if (used != key_used_.end() && now < used->second + kKeyUsedEvery) return;
  key_used_[key.id] = now;
  write_later_([id = key.id, now](db::Tx& tx) { store::save_key_use(tx.database, id, now); });
}

Status Authenticator::check_origin(const http::Request& request) const {
  const auto site = request.header("Sec-Fetch-Site");
  const auto origin = request.header("Origin");
  if (origin && *origin == origin_ && !(site && *site == "cross-site")) return {};
  return fail(ErrorKind::forbidden, "csrf_refused", "This call is only taken from the dashboard's own pages at " + origin_ + ".");
}

Status Authenticator::check_csrf(const http::Request& request, const Caller& caller) const {
  if (!caller.session || !is_write(request.method)) return {};
  if (auto checked = check_origin(request); !checked) return checked;
  const auto directory = team_.current();
  const auto* session = directory->find_session(*caller.session);
  const auto token = request.header("X-CSRF-Token");
  if (session != nullptr && token && equal_in_constant_time(*token, session->csrf_token)) return {};
  return fail(ErrorKind::forbidden, "csrf_refused", "The page is out of date. Please reload it and try again.");
}

std::optional<Caller> Authenticator::renewed(const Caller& caller) const {
  const auto directory = team_.current();
  if (caller.session) {
    const auto* session = directory->find_session(*caller.session);
    if (session == nullptr || !is_alive(*session)) return std::nullopt;
  }
  if (caller.key && !directory->has_key(*caller.key)) return std::nullopt;
  const auto* member = directory->find_member(caller.member.id);
  if (member == nullptr) return std::nullopt;
  return Caller{*member, caller.session, caller.key, caller.address};
}

}  // namespace seggwat::team
