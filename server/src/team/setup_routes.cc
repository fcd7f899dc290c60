#include "team/setup_routes.h"

#include "audit/acts.h"
#include "http/response.h"
#include "team/inputs.h"
#include "team/passwords.h"
#include "team/signed_in.h"

namespace seggwat::team {
namespace {

struct Wish {
  std::string token;
  NewOwner owner;
  std::string password;
  std::string project;
  std::optional<std::string> origin;
};

Result<Wish> read_wish(const http::Request& request) {
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  Wish wish;
  wish.token = fields.required_text("token");
  wish.owner = {read_name(fields, "organisation"), read_name(fields, "name"), read_new_email(fields, "email"), {}};
  wish.project = read_name(fields, "project");
  wish.origin = fields.text("origin");
  if (wish.origin && wish.origin->empty()) wish.origin.reset();
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  auto password = read_new_password(*body, "password");
  if (!password) return std::unexpected(std::move(password.error()));
  wish.password = std::move(*password);
  if (auto good = check_choice(wish.password, {wish.owner.email, wish.owner.name}); !good)
    return std::unexpected(std::move(good.error()));
  return wish;
}

struct Parts {
  Context& context;
  SetupToken& token;
  FirstProject& project;
};

http::Write make(const Parts& parts, const Wish& wish, const NewSession& session) {
  return {[parts, wish, session](db::Tx& tx) -> Result<http::Reply> {
    const auto made = create_owner(tx, wish.owner, parts.context.random);
    if (!made) return std::unexpected(made.error());
    const auto project = parts.project.create(tx, wish.project, wish.origin);
    if (!project) return std::unexpected(project.error());
    audit::record(tx, {made->owner, session.address}, {.name = audit::kOrganisationMade, .subject = wish.owner.email});
    begin_session(tx, made->owner, session);
    parts.context.team.refresh_after(tx);
    tx.after_commit([&token = parts.token] { token.spend(); });
    return http::Reply([&context = parts.context, owner = made->owner, session, project = *project] {
      return signed_in(context, owner, session, 201, {{"project", project}});
    });
  }};
}

}  // namespace

Result<http::Plan> SetupRoutes::show_setup(const http::Request&) {
  return http::Plan(http::ok({{"needed", !context_.team.current()->organisation().has_value()}}));
}

Result<http::Plan> SetupRoutes::set_up(const http::Request& request) {
  if (auto origin = context_.gate.check_origin(request); !origin) return std::unexpected(std::move(origin.error()));
  auto wish = read_wish(request);
  if (context_.team.current()->organisation()) {
    return fail(ErrorKind::forbidden, "setup_done", "This server has been set up already. Please sign in.");
  }
  if (!wish) return std::unexpected(std::move(wish.error()));
  if (!token_.fits(wish->token)) {
    return fail(ErrorKind::forbidden, "setup_token_invalid",
                "This set-up link is not valid. Use the one that the server printed when it was started last.");
  }
  const auto session = new_session(request, context_.clock.now(), context_.random);
  return http::Plan(http::Work{[parts = Parts{context_, token_, project_}, wish = *wish, session]() mutable -> Result<http::Plan> {
    wish.owner.password_hash = parts.context.hasher.hash(wish.password);
    return http::Plan(make(parts, wish, session));
  }});
}

}  // namespace seggwat::team
