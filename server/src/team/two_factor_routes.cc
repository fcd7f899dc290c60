#include "team/two_factor_routes.h"

#include "audit/acts.h"
#include "http/response.h"
#include "team/inputs.h"
#include "team/rights.h"
#include "team/team_json.h"
#include "team/team_store.h"
#include "team/totp.h"
#include "team/two_factor.h"
#include "team/two_factor_store.h"

namespace seggwat::team {
namespace {

std::unexpected<Error> wrong_password() { return fail(ErrorKind::forbidden, "wrong_password", "The current password is wrong."); }

Result<std::string> read_code(const json::object& body) {
  Fields fields(body);
  auto code = fields.required_text("code");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return code;
}

json::array as_json(const std::vector<std::string>& codes) {
  json::array list;
  for (const auto& code : codes) list.emplace_back(code);
  return list;
}

// What an authenticator app shows above the code.
std::string issuer_of(const Context& context) {
  const auto directory = context.team.current();
  const auto& organisation = directory->organisation();
  return organisation && !organisation->name.empty() ? organisation->name + " (SeggWat)" : std::string("SeggWat");
}

http::Reply show_codes(const std::vector<std::string>& codes) {
  return [codes] { return http::ok({{"recovery_codes", as_json(codes)}}); };
}

}  // namespace

Result<http::Plan> TwoFactorRoutes::show(const http::Request&, const Caller& caller) {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  return http::Plan(http::Read{[id = caller.member.id](db::Database& database) -> Result<http::Plan> {
    const auto factor = store::find_two_factor(database, id);
    const auto enabled_at = factor ? factor->enabled_at : std::nullopt;
    return http::Plan(http::ok({{"enabled", enabled_at.has_value()},
                                {"enabled_at", time_or_null(enabled_at)},
                                {"recovery_codes_left", store::count_recovery_codes(database, id)}}));
  }});
}

Result<http::Plan> TwoFactorRoutes::with_password(const Caller& caller, std::string password, Apply apply) {
  if (auto free = context_.limiter.take("password:" + to_string(caller.member.id), kSignInsOfAccount); !free) {
    return std::unexpected(std::move(free.error()));
  }
  return http::Plan(http::Read{[&context = context_, id = caller.member.id, password = std::move(password),
                                apply = std::move(apply)](db::Database& database) -> Result<http::Plan> {
    const auto found = store::find_credentials(database, id);
    if (!found) return not_found();
    return http::Plan(http::Work{[&context, password, apply, stored = found->password_hash]() -> Result<http::Plan> {
      if (!context.hasher.verify(stored, password)) return wrong_password();
      return http::Plan(http::Write{apply});
    }});
  }});
}

Result<http::Plan> TwoFactorRoutes::with_proof(const http::Request& request, const Caller& caller, Apply apply) {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  auto password = read_password(*body, "password");
  if (!password) return std::unexpected(std::move(password.error()));
  auto code = read_code(*body);
  if (!code) return std::unexpected(std::move(code.error()));
  return with_password(
      caller, std::move(*password),
      [&context = context_, id = caller.member.id, code = *code, apply = std::move(apply)](db::Tx& tx) -> Result<http::Reply> {
        if (auto used = use_code(tx, context.key, id, code); !used) return http::refused(used.error());
        return apply(tx);
      });
}

Result<http::Plan> TwoFactorRoutes::begin(const http::Request& request, const Caller& caller) {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  auto password = read_password(*body, "password");
  if (!password) return std::unexpected(std::move(password.error()));
  const auto secret = new_totp_secret(context_.random);
  const json::object answer{{"secret", to_base32(secret)},
                            {"address", totp_address(issuer_of(context_), caller.member.email, secret)}};
  return with_password(
      caller, std::move(*password),
      [id = caller.member.id, sealed = context_.key.seal(secret, context_.random), answer](db::Tx& tx) -> Result<http::Reply> {
        if (auto begun = begin_two_factor(tx, id, sealed); !begun) return std::unexpected(std::move(begun.error()));
        return http::Reply([answer] { return http::created(answer); });
      });
}

Result<http::Plan> TwoFactorRoutes::confirm(const http::Request& request, const Caller& caller) {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  auto code = read_code(*body);
  if (!code) return std::unexpected(std::move(code.error()));
  if (auto free = context_.limiter.take("password:" + to_string(caller.member.id), kSignInsOfAccount); !free) {
    return std::unexpected(std::move(free.error()));
  }
  return http::Plan(http::Write{
      [&context = context_, caller, code = *code, codes = new_recovery_codes(context_.random)](db::Tx& tx) -> Result<http::Reply> {
        const auto& id = caller.member.id;
        if (auto done = confirm_two_factor(tx, context.key, id, code); !done) return std::unexpected(std::move(done.error()));
        give_recovery_codes(tx, id, codes);
        audit::record(tx, caller.actor(), {.name = audit::kTwoFactorOn, .subject = caller.member.email});
        return show_codes(codes);
      }});
}

Result<http::Plan> TwoFactorRoutes::disable(const http::Request& request, const Caller& caller) {
  return with_proof(request, caller, [caller](db::Tx& tx) -> Result<http::Reply> {
    if (store::delete_two_factor(tx.database, caller.member.id)) {
      audit::record(tx, caller.actor(), {.name = audit::kTwoFactorOff, .subject = caller.member.email});
    }
    return http::Reply(http::no_content);
  });
}

Result<http::Plan> TwoFactorRoutes::new_codes(const http::Request& request, const Caller& caller) {
  return with_proof(request, caller, [caller, codes = new_recovery_codes(context_.random)](db::Tx& tx) -> Result<http::Reply> {
    const auto& id = caller.member.id;
    if (!has_two_factor(tx.database, id)) return fail(ErrorKind::conflict, "two_factor_off", "Two-factor sign-in is off.");
    give_recovery_codes(tx, id, codes);
    audit::record(tx, caller.actor(), {.name = audit::kRecoveryCodesMade, .subject = caller.member.email});
    return show_codes(codes);
  });
}

Result<http::Plan> TwoFactorRoutes::reset(const http::Request& request, const Caller& caller) {
  if (auto allowed = require_owner(caller); !allowed) return std::unexpected(std::move(allowed.error()));
  const auto id = request.id<MemberId>("id");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Write{[caller, id = *id](db::Tx& tx) -> Result<http::Reply> {
    const auto directory = Directory::load(tx.database);
    if (auto owner = load_owner(*directory, caller.member.id); !owner) return std::unexpected(std::move(owner.error()));
    const auto* member = directory->find_member(id);
    if (member == nullptr) return not_found();
    if (store::delete_two_factor(tx.database, id)) {
      audit::record(tx, caller.actor(), {.name = audit::kTwoFactorReset, .subject = member->email});
    }
    return http::Reply(http::no_content);
  }});
}

}  // namespace seggwat::team
