#include "team/member_routes.h"

#include <unordered_map>
#include <unordered_set>

#include "http/response.h"
#include "team/inputs.h"
#include "team/members.h"
#include "team/rights.h"
#include "team/team_json.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

using LastSeen = std::unordered_map<MemberId, std::optional<Instant>>;

LastSeen last_seen_of_all(db::Database& database) {
  LastSeen seen;
  for (const auto& presence : store::list_presences(database)) seen[presence.member] = presence.last_seen_at;
  return seen;
}

json::array invitations_json(db::Database& database, Instant now) {
  json::array invitations;
  for (const auto& invitation : store::list_invitations(database)) invitations.push_back(invitation_json(invitation, now));
  return invitations;
}

Result<MemberChange> read_change(const Context& context, const json::object& body) {
  Fields fields(body);
  MemberChange change;
  change.role = read_role(fields, "role");
  if (fields.has("projects")) {
    change.projects = read_projects(fields, "projects");
    for (const auto& project : change.projects->value_or(std::vector<ProjectId>{})) {
      if (!context.project_exists(project)) fields.refuse("projects", "names a project that does not exist.");
    }
  }
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return change;
}

http::Response show_member(const Context& context, const MemberId& id, const std::optional<Instant>& last_seen_at) {
  const auto directory = context.team.current();
  const auto* member = directory->find_member(id);
  if (member == nullptr) return http::error_response(not_found().error());
  return http::ok(member_json(*member, last_seen_at, context.is_online(id)));
}

}  // namespace

Result<http::Plan> MemberRoutes::list_members(const http::Request&, const Caller& caller) {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  const auto directory = context_.team.current();
  std::unordered_set<MemberId> online;
  for (const auto& member : directory->members()) {
    if (context_.is_online(member.id)) online.insert(member.id);
  }
  const bool sees_invitations = caller.member.is_admin();
  return http::Plan(http::Read{[directory, online = std::move(online), sees_invitations,
                                now = context_.clock.now()](db::Database& database) -> Result<http::Plan> {
    const auto seen = last_seen_of_all(database);
    json::array members;
    for (const auto& member : directory->members()) {
      const auto last = seen.find(member.id);
      members.push_back(member_json(member, last == seen.end() ? std::nullopt : last->second, online.contains(member.id)));
    }
    auto invitations = sees_invitations ? invitations_json(database, now) : json::array{};
    return http::Plan(http::ok({{"members", std::move(members)}, {"invitations", std::move(invitations)}}));
  }});
}

Result<http::Plan> MemberRoutes::change_member(const http::Request& request, const Caller& caller) {
  if (auto allowed = require_admin(caller); !allowed) return std::unexpected(std::move(allowed.error()));
  const auto id = request.id<MemberId>("id");
  if (!id) return std::unexpected(id.error());
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  const auto change = read_change(context_, *body);
  if (!change) return std::unexpected(change.error());
  return http::Plan(
      http::Write{[&context = context_, actor = caller.member.id, id = *id, change = *change](db::Tx& tx) -> Result<http::Reply> {
        if (auto changed = team::change_member(tx, actor, id, change); !changed) return std::unexpected(std::move(changed.error()));
        const auto seen = last_seen_of_all(tx.database);
        context.team.refresh_after(tx);
        return http::Reply([&context, id, last_seen_at = seen.at(id)] { return show_member(context, id, last_seen_at); });
      }});
}

Result<http::Plan> MemberRoutes::remove_member(const http::Request& request, const Caller& caller) {
  if (auto allowed = require_admin(caller); !allowed) return std::unexpected(std::move(allowed.error()));
  const auto id = request.id<MemberId>("id");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Write{[&context = context_, actor = caller.member.id, id = *id](db::Tx& tx) -> Result<http::Reply> {
    if (auto removed = team::remove_member(tx, actor, id); !removed) return std::unexpected(std::move(removed.error()));
    context.team.refresh_after(tx);
    return http::Reply(http::no_content);
  }});
}

}  // namespace seggwat::team
