#include "team/api_key_routes.h"

#include "audit/acts.h"
#include "http/response.h"
#include "team/api_keys.h"
#include "team/inputs.h"
#include "team/rights.h"
#include "team/team_json.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

// A right may have been lost between the request and its job.
Status still_admin(db::Tx& tx, const MemberId& actor) {
  const auto found = load_admin(*Directory::load(tx.database), actor);
  if (!found) return std::unexpected(found.error());
  return {};
}

}  // namespace

Result<http::Plan> ApiKeyRoutes::list_keys(const http::Request&, const Caller& caller) {
  if (auto allowed = require_admin(caller); !allowed) return std::unexpected(std::move(allowed.error()));
  return http::Plan(http::Read{[](db::Database& database) -> Result<http::Plan> {
    json::array keys;
    for (const auto& key : store::list_keys(database)) keys.push_back(key_json(key));
    return http::Plan(http::ok({{"api_keys", std::move(keys)}}));
  }});
}

Result<http::Plan> ApiKeyRoutes::create_key(const http::Request& request, const Caller& caller) {
  if (auto allowed = require_admin(caller); !allowed) return std::unexpected(std::move(allowed.error()));
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  auto label = read_name(fields, "label");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  const auto wanted = new_key(std::move(label), context_.clock.now(), context_.random);
  return http::Plan(http::Write{[&context = context_, caller, wanted](db::Tx& tx) -> Result<http::Reply> {
    if (auto allowed = still_admin(tx, caller.member.id); !allowed) return std::unexpected(std::move(allowed.error()));
    const auto key = team::create_key(tx, caller.member.id, wanted);
    if (!key) return std::unexpected(key.error());
    audit::record(tx, caller.actor(), {.name = audit::kKeyMade, .subject = key->label, .details = {{"prefix", key->prefix}}});
    context.team.refresh_after(tx);
    return http::Reply([key = *key, text = wanted.text] { return http::created({{"api_key", key_json(key)}, {"key", text}}); });
  }});
}

Result<http::Plan> ApiKeyRoutes::revoke_key(const http::Request& request, const Caller& caller) {
  if (auto allowed = require_admin(caller); !allowed) return std::unexpected(std::move(allowed.error()));
  const auto id = request.id<ApiKeyId>("id");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Write{[&context = context_, caller, id = *id](db::Tx& tx) -> Result<http::Reply> {
    if (auto allowed = still_admin(tx, caller.member.id); !allowed) return std::unexpected(std::move(allowed.error()));
    const auto key = store::find_key(tx.database, id);
    if (!key) return not_found();
    store::revoke_key(tx.database, id, tx.now);
    audit::record(tx, caller.actor(), {.name = audit::kKeyRevoked, .subject = key->label, .details = {{"prefix", key->prefix}}});
    context.team.refresh_after(tx);
    return http::Reply(http::no_content);
  }});
}

Result<http::Plan> ApiKeyRoutes::delete_key(const http::Request& request, const Caller& caller) {
  if (auto allowed = require_admin(caller); !allowed) return std::unexpected(std::move(allowed.error()));
  const auto id = request.id<ApiKeyId>("id");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Write{[&context = context_, caller, id = *id](db::Tx& tx) -> Result<http::Reply> {
    if (auto allowed = still_admin(tx, caller.member.id); !allowed) return std::unexpected(std::move(allowed.error()));
    const auto key = store::find_key(tx.database, id);
    if (!key) return not_found();
    store::delete_key(tx.database, id);
    audit::record(tx, caller.actor(), {.name = audit::kKeyDeleted, .subject = key->label, .details = {{"prefix", key->prefix}}});
    context.team.refresh_after(tx);
    return http::Reply(http::no_content);
  }});
}

}  // namespace seggwat::team
