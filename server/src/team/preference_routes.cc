#include "team/preference_routes.h"

#include "http/response.h"
#include "team/preferences.h"
#include "team/rights.h"

namespace seggwat::team {

Result<http::Plan> PreferenceRoutes::show_preferences(const http::Request&, const Caller& caller) const {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  return http::Plan(http::Read{[id = caller.member.id](db::Database& database) -> Result<http::Plan> {
    return http::Plan(http::ok(to_json(store::load_preferences(database, id))));
  }});
}

Result<http::Plan> PreferenceRoutes::save_preferences(const http::Request& request, const Caller& caller) const {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  const auto wanted = read_preferences(*body);
  if (!wanted) return std::unexpected(wanted.error());
  return http::Plan(http::Write{[id = caller.member.id, wanted = *wanted](db::Tx& tx) -> Result<http::Reply> {
    store::save_preferences(tx.database, id, wanted);
    return http::Reply([wanted] { return http::ok(to_json(wanted)); });
  }});
}

}  // namespace seggwat::team
