#include "team/sign_in_routes.h"

#include "audit/acts.h"
#include "base/text.h"
#include "http/response.h"
#include "team/inputs.h"
#include "team/passwords.h"
#include "team/rights.h"
#include "team/signed_in.h"
#include "team/team_json.h"
#include "team/team_store.h"
#include "team/two_factor.h"

namespace seggwat::team {
namespace {

constexpr std::size_t kEmailSentMax = 320;  // what a sign-in form may send; longer ones are no address

struct Attempt {
  std::string email;
  std::string password;
  std::optional<std::string> code;  // of the second factor
};

Result<Attempt> read_attempt(const http::Request& request) {
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  Attempt attempt;
  attempt.email = trim_white_space(fields.required_text("email"));
  attempt.code = fields.text("code");
  if (attempt.code && attempt.code->empty()) attempt.code.reset();
  if (attempt.email.size() > kEmailSentMax) fields.refuse("email", "is too long.");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  auto password = read_password(*body, "password");
  if (!password) return std::unexpected(std::move(password.error()));
  attempt.password = std::move(*password);
  return attempt;
}

Error login_failed() { return {ErrorKind::unauthorized, "login_failed", "The email address, the password or the code is wrong."}; }

// Written also for an address that nobody has, so that time tells nothing; but without the address: people type passwords there.
http::Write fail_login(const std::optional<Credentials>& found, const std::string& address) {
  return {[found, address](db::Tx& tx) -> Result<http::Reply> {
    const auto subject = found ? found->email : std::string();
    audit::record(tx, {std::nullopt, address}, {.name = audit::kSignInFailed, .subject = subject});
    return http::refused(login_failed());
  }};
}

// Nothing: the second factor is proven or not asked for. A wrong code is counted, so the job must not fail.
std::optional<Error> refuse_code(db::Tx& tx, const Context& context, const Credentials& member, const Attempt& attempt) {
  if (!has_two_factor(tx.database, member.member)) return std::nullopt;
  if (!attempt.code) {
    return Error{ErrorKind::unauthorized, "code_required",
                 "Please enter the code from your authenticator app, or a recovery code."};
  }
  auto used = use_code(tx, context.key, member.member, *attempt.code);
  if (used) return std::nullopt;
  return used.error().kind == ErrorKind::rate_limited ? std::move(used.error()) : login_failed();
}

// The password was right for `found`. Checked again inside the job: it may have changed, or the member gone, since.
struct Proven {
  Attempt attempt;
  Credentials member;
  std::optional<std::string> rehashed;
};

http::Write begin(Context& context, const Proven& proven, const NewSession& session) {
  return {[&context, proven, session](db::Tx& tx) -> Result<http::Reply> {
    const auto& [attempt, found, rehashed] = proven;
    const auto now = store::find_credentials(tx.database, found.member);
    if (!now || now->password_hash != found.password_hash) return std::unexpected(login_failed());
    if (auto refusal = refuse_code(tx, context, found, attempt)) {
      if (attempt.code) audit::record(tx, {std::nullopt, session.address}, {.name = audit::kSignInFailed, .subject = found.email});
      return http::refused(std::move(*refusal));
    }
    if (rehashed) store::save_password(tx.database, found.member, *rehashed);
    begin_session(tx, found.member, session);
    audit::record(tx, {found.member, session.address}, {.name = audit::kSignedIn, .subject = found.email});
    context.team.refresh_after(tx);
    return http::Reply([&context, member = found.member, session] { return signed_in(context, member, session); });
  }};
}

// Takes as long for an unknown address as for a wrong password.
Result<http::Plan> check_password(Context& context, const std::optional<Credentials>& found, const Attempt& attempt,
                                  const NewSession& session) {
  const auto& stored = found ? found->password_hash : context.hasher.dummy();
  if (!context.hasher.verify(stored, attempt.password) || !found) return http::Plan(fail_login(found, session.address));
  Proven proven{attempt, *found, std::nullopt};
  if (context.hasher.is_outdated(stored)) proven.rehashed = context.hasher.hash(attempt.password);
  return http::Plan(begin(context, proven, session));
}

void send_reset(db::Tx& tx, Context& context, ResetMail& mail, const std::string& email) {
  const auto reset = start_reset(tx, email, context.random);
  if (!reset) return;
  const auto& member = reset->member;
  mail.enqueue(tx,
               {member.email, member.name, member.locale, context.public_url + "/reset#token=" + reset->token, reset->expires_at});
}

struct NewPassword {
  Digest token_hash;
  std::string password_hash;
  std::string address;
};

http::Write finish_reset(Context& context, const NewPassword& wanted) {
  return {[&context, wanted](db::Tx& tx) -> Result<http::Reply> {
    const auto member = load_open_reset(tx.database, wanted.token_hash, tx.now);
    if (!member) return std::unexpected(member.error());
    set_password(tx, *member, wanted.password_hash, std::nullopt);
    const auto found = store::find_credentials(tx.database, *member);
    audit::record(tx, {*member, wanted.address}, {.name = audit::kPasswordReset, .subject = found ? found->email : std::string()});
    context.team.refresh_after(tx);
    return http::Reply(http::no_content);
  }};
}

}  // namespace

Result<http::Plan> SignInRoutes::log_in(const http::Request& request) {
  if (auto origin = context_.gate.check_origin(request); !origin) return std::unexpected(std::move(origin.error()));
  auto attempt = read_attempt(request);
  if (!attempt) return std::unexpected(std::move(attempt.error()));
  auto& limiter = context_.limiter;
  if (auto free = limiter.take("sign-in-address:" + request.client_address, kSignInsOfAddress); !free) {
    return std::unexpected(std::move(free.error()));
  }
  if (auto free = limiter.take("sign-in-account:" + to_lower_ascii(attempt->email), kSignInsOfAccount); !free) {
    return std::unexpected(std::move(free.error()));
  }
  const auto session = new_session(request, context_.clock.now(), context_.random);
  return http::Plan(http::Read{[&context = context_, attempt = *attempt, session](db::Database& database) -> Result<http::Plan> {
    const auto found = store::find_credentials(database, attempt.email);
    return http::Plan(http::Work{[&context, found, attempt, session] { return check_password(context, found, attempt, session); }});
  }});
}

// Answered before anybody looks whether there is such a member, so that neither the answer nor its time tells.
Result<http::Plan> SignInRoutes::ask_reset(const http::Request& request) {
  if (auto origin = context_.gate.check_origin(request); !origin) return std::unexpected(std::move(origin.error()));
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  const std::string email(trim_white_space(fields.required_text("email")));
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  if (auto free = context_.limiter.take("reset-address:" + request.client_address, kSignInsOfAddress); !free) {
    return std::unexpected(std::move(free.error()));
  }
  if (is_email_address(email) && context_.limiter.take("reset-account:" + to_lower_ascii(email), kResetsOfAccount)) {
    context_.write_later([&context = context_, &mail = mail_, email](db::Tx& tx) { send_reset(tx, context, mail, email); });
  }
  return http::Plan(http::json_response(202, json::object{}));
}

Result<http::Plan> SignInRoutes::confirm_reset(const http::Request& request) {
  if (auto origin = context_.gate.check_origin(request); !origin) return std::unexpected(std::move(origin.error()));
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  const auto token_hash = sha256(fields.required_text("token"));
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  auto password = read_new_password(*body, "password");
  if (!password) return std::unexpected(std::move(password.error()));
  return http::Plan(http::Read{[&context = context_, token_hash, password = *password,
                                address = request.client_address](db::Database& database) -> Result<http::Plan> {
    const auto member = load_open_reset(database, token_hash, context.clock.now());
    if (!member) return std::unexpected(member.error());
    const auto found = store::find_credentials(database, *member);
    if (!found) return not_found();
    if (auto good = check_choice(password, {found->email, found->name}); !good) return std::unexpected(std::move(good.error()));
    return http::Plan(http::Work{[&context, token_hash, password, address]() -> Result<http::Plan> {
      return http::Plan(finish_reset(context, {token_hash, context.hasher.hash(password), address}));
    }});
  }});
}

Result<http::Plan> SignInRoutes::show_session(const http::Request&, const Caller& caller) {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  const auto directory = context_.team.current();
  const auto* session = directory->find_session(*caller.session);
  if (session == nullptr) return fail(ErrorKind::unauthorized, "unauthorized", "Please sign in.");
  return http::Plan(http::ok({{"me", me_json(*directory, caller.member)}, {"csrf_token", session->csrf_token}}));
}

Result<http::Plan> SignInRoutes::log_out(const http::Request&, const Caller& caller) {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  return http::Plan(http::Write{[&context = context_, caller](db::Tx& tx) -> Result<http::Reply> {
    store::delete_session(tx.database, *caller.session, caller.member.id);
    audit::record(tx, caller.actor(), {.name = audit::kSignedOut, .subject = caller.member.email});
    context.team.refresh_after(tx);
    return http::Reply([&context] {
      auto response = http::no_content();
      context.gate.cookie().clear(response);
      return response;
    });
  }});
}

}  // namespace seggwat::team
