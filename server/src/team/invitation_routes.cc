#include "team/invitation_routes.h"

#include "audit/acts.h"
#include "http/response.h"
#include "team/inputs.h"
#include "team/invitations.h"
#include "team/passwords.h"
#include "team/rights.h"
#include "team/signed_in.h"
#include "team/team_json.h"

namespace seggwat::team {
namespace {

Result<NewInvitation> read_invitation(const Context& context, const http::Request& request) {
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  NewInvitation wanted;
  wanted.email = read_new_email(fields, "email");
  const auto role = read_role(fields, "role");
  if (!role || *role == Role::owner) fields.refuse("role", "must be Member or Admin.");
  wanted.role = role.value_or(Role::member);
  wanted.projects = read_projects(fields, "projects");
  if (wanted.projects && wanted.role != Role::member) fields.refuse("projects", "can only be limited for the role Member.");
  for (const auto& project : wanted.projects.value_or(std::vector<ProjectId>{})) {
    if (!context.project_exists(project)) fields.refuse("projects", "names a project that does not exist.");
  }
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  wanted.id = InvitationId::make(context.clock.now(), context.random);
  return wanted;
}

std::string link_of(const Context& context, const std::string& token) { return context.public_url + "/invite#token=" + token; }

struct Inviter {
  MemberId id;
  audit::Actor actor;
  std::optional<std::string> locale;
  std::string organisation;
};

Inviter inviter_of(const Context& context, const Caller& caller) {
  const auto& organisation = context.team.current()->organisation();
  return {caller.member.id, caller.actor(), caller.member.locale, organisation ? organisation->name : std::string()};
}

http::Reply answer_with(int status, const Invitation& invitation, const std::string& link, Instant now) {
  return [status, invitation, link, now] {
    return http::json_response(status, {{"invitation", invitation_json(invitation, now)}, {"link", link}});
  };
}

void note(db::Tx& tx, const audit::Actor& actor, std::string_view act, const Invitation& invitation) {
  audit::record(tx, actor, {.name = act, .subject = invitation.email, .details = {{"role", to_text(invitation.role)}}});
}

void send(db::Tx& tx, InvitationMail& mail, const Invitation& invitation, const Inviter& inviter, const std::string& link) {
  mail.enqueue(tx, {invitation.email, inviter.organisation, invitation.inviter, invitation.role, inviter.locale, link,
                    invitation.expires_at});
}

http::Write accept_with(Context& context, const Digest& token_hash, const Acceptance& acceptance, const NewSession& session) {
  return {[&context, token_hash, acceptance, session](db::Tx& tx) -> Result<http::Reply> {
    const auto invitation = load_open_invitation(tx.database, token_hash, tx.now);
    const auto member = accept_invitation(tx, token_hash, acceptance);
    if (!member) return std::unexpected(member.error());
    note(tx, {*member, session.address}, audit::kInvitationAccepted, *invitation);
    begin_session(tx, *member, session);
    context.team.refresh_after(tx);
    return http::Reply([&context, member = *member, session] { return signed_in(context, member, session); });
  }};
}

struct Answer {
  Digest token_hash;
  std::string name;
  std::string password;
};

Result<Answer> read_answer(const http::Request& request) {
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  Answer answer{sha256(fields.required_text("token")), read_name(fields, "name"), {}};
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  auto password = read_new_password(*body, "password");
  if (!password) return std::unexpected(std::move(password.error()));
  answer.password = std::move(*password);
  return answer;
}

}  // namespace

Result<http::Plan> InvitationRoutes::invite(const http::Request& request, const Caller& caller) {
  if (auto allowed = require_admin(caller); !allowed) return std::unexpected(std::move(allowed.error()));
  const auto wanted = read_invitation(context_, request);
  if (!wanted) return std::unexpected(wanted.error());
  const auto token = context_.random.token(32);
  return http::Plan(http::Write{[&mail = mail_, inviter = inviter_of(context_, caller), wanted = *wanted, hash = sha256(token),
                                 link = link_of(context_, token)](db::Tx& tx) -> Result<http::Reply> {
    const auto invitation = team::invite(tx, inviter.id, wanted, hash);
    if (!invitation) return std::unexpected(invitation.error());
    note(tx, inviter.actor, audit::kInvited, *invitation);
    send(tx, mail, *invitation, inviter, link);
    return answer_with(201, *invitation, link, tx.now);
  }});
}

Result<http::Plan> InvitationRoutes::resend(const http::Request& request, const Caller& caller) {
  if (auto allowed = require_admin(caller); !allowed) return std::unexpected(std::move(allowed.error()));
  const auto id = request.id<InvitationId>("id");
  if (!id) return std::unexpected(id.error());
  const auto token = context_.random.token(32);
  return http::Plan(http::Write{[&mail = mail_, inviter = inviter_of(context_, caller), id = *id, hash = sha256(token),
                                 link = link_of(context_, token)](db::Tx& tx) -> Result<http::Reply> {
    const auto invitation = renew_invitation(tx, inviter.id, id, hash);
    if (!invitation) return std::unexpected(invitation.error());
    note(tx, inviter.actor, audit::kInvitationRenewed, *invitation);
    send(tx, mail, *invitation, inviter, link);
    return answer_with(200, *invitation, link, tx.now);
  }});
}

Result<http::Plan> InvitationRoutes::withdraw(const http::Request& request, const Caller& caller) {
  if (auto allowed = require_admin(caller); !allowed) return std::unexpected(std::move(allowed.error()));
  const auto id = request.id<InvitationId>("id");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Write{[caller, id = *id](db::Tx& tx) -> Result<http::Reply> {
    const auto withdrawn = withdraw_invitation(tx, caller.member.id, id);
    if (!withdrawn) return std::unexpected(withdrawn.error());
    note(tx, caller.actor(), audit::kInvitationWithdrawn, *withdrawn);
    return http::Reply(http::no_content);
  }});
}

Result<http::Plan> InvitationRoutes::look_up(const http::Request& request) {
  if (auto origin = context_.gate.check_origin(request); !origin) return std::unexpected(std::move(origin.error()));
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  const auto token_hash = sha256(fields.required_text("token"));
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  const auto& organisation = context_.team.current()->organisation();
  return http::Plan(http::Read{[token_hash, now = context_.clock.now(),
                                name = organisation ? organisation->name : ""](db::Database& database) -> Result<http::Plan> {
    const auto invitation = load_open_invitation(database, token_hash, now);
    if (!invitation) return std::unexpected(invitation.error());
    return http::Plan(http::ok({{"email", invitation->email},
                                {"org_name", name},
                                {"role", to_text(invitation->role)},
                                {"invited_by", invitation->inviter}}));
  }});
}

Result<http::Plan> InvitationRoutes::accept(const http::Request& request) {
  if (auto origin = context_.gate.check_origin(request); !origin) return std::unexpected(std::move(origin.error()));
  auto answer = read_answer(request);
  if (!answer) return std::unexpected(std::move(answer.error()));
  const auto now = context_.clock.now();
  const auto id = MemberId::make(now, context_.random);
  const auto session = new_session(request, now, context_.random);
  return http::Plan(
      http::Read{[&context = context_, answer = *answer, now, id, session](db::Database& database) -> Result<http::Plan> {
        const auto invitation = load_open_invitation(database, answer.token_hash, now);
        if (!invitation) return std::unexpected(invitation.error());
        if (auto good = check_choice(answer.password, {invitation->email, answer.name}); !good) {
          return std::unexpected(std::move(good.error()));
        }
        return http::Plan(http::Work{[&context, answer, id, session]() -> Result<http::Plan> {
          const Acceptance acceptance{id, answer.name, context.hasher.hash(answer.password)};
          return http::Plan(accept_with(context, answer.token_hash, acceptance, session));
        }});
      }});
}

}  // namespace seggwat::team
