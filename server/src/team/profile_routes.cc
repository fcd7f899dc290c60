#include "team/profile_routes.h"

#include <array>

#include "audit/acts.h"
#include "http/response.h"
#include "team/accounts.h"
#include "team/inputs.h"
#include "team/passwords.h"
#include "team/rights.h"
#include "team/team_json.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

constexpr std::array<std::string_view, 4> kLocales{"en", "de", "sv", "fr"};

struct ProfileChange {
  std::optional<std::string> name;
  bool locale_given = false;
  std::optional<std::string> locale;
};

Result<ProfileChange> read_change(const json::object& body) {
  Fields fields(body);
  ProfileChange change;
  change.name = read_maybe_name(fields, "display_name");
  change.locale_given = fields.has("locale");
  change.locale = fields.text("locale");
  if (change.locale && std::ranges::find(kLocales, *change.locale) == kLocales.end()) {
    fields.refuse("locale", "must be en, de, sv, fr or null.");
  }
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return change;
}

struct PasswordChange {
  std::string current;
  std::string wanted;
};

Result<PasswordChange> read_passwords(const http::Request& request) {
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  auto current = read_password(*body, "current");
  if (!current) return std::unexpected(std::move(current.error()));
  auto wanted = read_new_password(*body, "password");
  if (!wanted) return std::unexpected(std::move(wanted.error()));
  return PasswordChange{std::move(*current), std::move(*wanted)};
}

std::unexpected<Error> wrong_password() { return fail(ErrorKind::forbidden, "wrong_password", "The current password is wrong."); }

// The session that asked goes on under a new token, so that a stolen copy of its cookie ends with the others.
http::Write save_new_password(Context& context, const Caller& caller, const std::string& verified, const std::string& hashed,
                              const std::string& token) {
  return {[&context, caller, verified, hashed, token](db::Tx& tx) -> Result<http::Reply> {
    const auto found = store::find_credentials(tx.database, caller.member.id);
    if (!found || found->password_hash != verified) return wrong_password();
    set_password(tx, caller.member.id, hashed, caller.session);
    if (!store::replace_session_token(tx.database, *caller.session, sha256(token))) {
      return fail(ErrorKind::unauthorized, "unauthorized", "Please sign in.");
    }
    audit::record(tx, caller.actor(), {.name = audit::kPasswordChanged, .subject = caller.member.email});
    context.team.refresh_after(tx);
    return http::Reply([&context, token] {
      auto response = http::no_content();
      context.gate.cookie().set(response, token);
      return response;
    });
  }};
}

}  // namespace

Result<http::Plan> ProfileRoutes::show_me(const http::Request&, const Caller& caller) {
  return http::Plan(http::ok(me_json(*context_.team.current(), caller.member)));
}

Result<http::Plan> ProfileRoutes::change_me(const http::Request& request, const Caller& caller) {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  const auto change = read_change(*body);
  if (!change) return std::unexpected(change.error());
  return http::Plan(http::Write{[&context = context_, id = caller.member.id, change = *change](db::Tx& tx) -> Result<http::Reply> {
    const auto found = store::find_credentials(tx.database, id);
    if (!found) return not_found();
    store::save_profile(tx.database, id, change.name.value_or(found->name), change.locale_given ? change.locale : found->locale);
    context.team.refresh_after(tx);
    return http::Reply([&context, id] {
      const auto directory = context.team.current();
      const auto* member = directory->find_member(id);
      return member == nullptr ? http::error_response(not_found().error()) : http::ok(me_json(*directory, *member));
    });
  }});
}

Result<http::Plan> ProfileRoutes::change_password(const http::Request& request, const Caller& caller) {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  auto change = read_passwords(request);
  if (!change) return std::unexpected(std::move(change.error()));
  if (auto good = check_choice(change->wanted, {caller.member.email, caller.member.name}); !good) {
    return std::unexpected(std::move(good.error()));
  }
  if (auto free = context_.limiter.take("password:" + to_string(caller.member.id), kSignInsOfAccount); !free) {
    return std::unexpected(std::move(free.error()));
  }
  const auto token = context_.random.token(32);
  return http::Plan(
      http::Read{[&context = context_, caller, change = *change, token](db::Database& database) -> Result<http::Plan> {
        const auto found = store::find_credentials(database, caller.member.id);
        if (!found) return not_found();
        return http::Plan(http::Work{[&context, caller, change, token, stored = found->password_hash]() -> Result<http::Plan> {
          if (!context.hasher.verify(stored, change.current)) return wrong_password();
          return http::Plan(save_new_password(context, caller, stored, context.hasher.hash(change.wanted), token));
        }});
      }});
}

Result<http::Plan> ProfileRoutes::list_sessions(const http::Request&, const Caller& caller) {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  return http::Plan(http::Read{[caller, now = context_.clock.now()](db::Database& database) -> Result<http::Plan> {
    json::array sessions;
    for (const auto& session : store::list_sessions_of(database, caller.member.id)) {
      const bool ended = now >= session.created_at + kSessionAbsolute || now >= session.last_seen_at + kSessionIdle;
      if (!ended) sessions.push_back(session_json(session, session.id == caller.session));
    }
    return http::Plan(http::ok({{"sessions", std::move(sessions)}}));
  }});
}

Result<http::Plan> ProfileRoutes::end_session(const http::Request& request, const Caller& caller) {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  const auto id = request.id<SessionId>("id");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Write{[&context = context_, caller, id = *id](db::Tx& tx) -> Result<http::Reply> {
    if (!store::delete_session(tx.database, id, caller.member.id)) return not_found();
    audit::record(tx, caller.actor(), {.name = audit::kSessionEnded, .subject = caller.member.email});
    context.team.refresh_after(tx);
    return http::Reply([&context, own = id == caller.session] {
      auto response = http::no_content();
      if (own) context.gate.cookie().clear(response);
      return response;
    });
  }});
}

}  // namespace seggwat::team
