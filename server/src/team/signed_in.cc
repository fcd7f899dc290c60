#include "team/signed_in.h"

#include "http/response.h"
#include "team/team_json.h"

namespace seggwat::team {

http::Response signed_in(const Context& context, const MemberId& member, const NewSession& session) {
  return signed_in(context, member, session, 200, {});
}

http::Response signed_in(const Context& context, const MemberId& id, const NewSession& session, int status, json::object more) {
  const auto directory = context.team.current();
  const auto* member = directory->find_member(id);
  if (member == nullptr) return http::error_response({ErrorKind::unauthorized, "unauthorized", "Please sign in."});
  more["me"] = me_json(*directory, *member);
  more["csrf_token"] = session.csrf_token;
  auto response = http::json_response(status, more);
  context.gate.cookie().set(response, session.token);
  return response;
}

}  // namespace seggwat::team
