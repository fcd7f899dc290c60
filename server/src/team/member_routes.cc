#include "team/member_routes.h"

#include <unordered_map>
#include <unordered_set>

#include "audit/acts.h"
#include "http/response.h"
#include "team/inputs.h"
#include "team/members.h"
#include "team/rights.h"
#include "team/team_json.h"
#include "team/team_store.h"
#include "team/two_factor_store.h"

namespace seggwat::team {
namespace {

using LastSeen = std::unordered_map<MemberId, std::optional<Instant>>;

std::string email_of(const Directory& directory, const MemberId& id) {
  const auto* member = directory.find_member(id);
  return member == nullptr ? std::string() : member->email;
}

LastSeen last_seen_of_all(db::Database& database) {
  LastSeen seen;
  for (const auto& presence : store::list_presences(database)) seen[presence.member] = presence.last_seen_at;
  return seen;
}

json::object details_of(const MemberChange& change) {
  json::object details;
  if (change.role) details["role"] = to_text(*change.role);
  if (change.projects) details["projects"] = *change.projects ? json::value((*change.projects)->size()) : json::value("all");
  return details;
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

http::Response show_member(const Context& context, const MemberId& id, MemberView view) {
  const auto directory = context.team.current();
  const auto* member = directory->find_member(id);
  if (member == nullptr) return http::error_response(not_found().error());
  view.online = context.is_online(id);
  return http::ok(member_json(*member, view));
}

}  // namespace

Result<http::Plan> MemberRoutes::list_members(const http::Request&, const Caller& caller) {
  if (auto person = require_person(caller); !person) return std::unexpected(std::move(person.error()));
  const auto directory = context_.team.current();
  std::unordered_set<MemberId> online;
  for (const auto& member : directory->members()) {
    if (context_.is_online(member.id)) online.insert(member.id);
  }
  return http::Plan(http::Read{[directory, online = std::move(online), is_admin = caller.member.is_admin(),
                                now = context_.clock.now()](db::Database& database) -> Result<http::Plan> {
    auto seen = last_seen_of_all(database);
    const auto guarded = store::list_protected_members(database);
    json::array members;
    for (const auto& member : directory->members()) {
      MemberView view{seen[member.id], online.contains(member.id), std::nullopt};
      if (is_admin) view.two_factor = guarded.contains(member.id);
      members.push_back(member_json(member, view));
    }
    auto invitations = is_admin ? invitations_json(database, now) : json::array{};
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
  return http::Plan(http::Write{[&context = context_, caller, id = *id, change = *change](db::Tx& tx) -> Result<http::Reply> {
    if (auto changed = team::change_member(tx, caller.member.id, id, change); !changed) {
      return std::unexpected(std::move(changed.error()));
    }
    const auto directory = Directory::load(tx.database);
    audit::record(tx, caller.actor(),
                  {.name = audit::kMemberChanged, .subject = email_of(*directory, id), .details = details_of(change)});
    const auto seen = last_seen_of_all(tx.database);
    const MemberView view{seen.at(id), false, store::list_protected_members(tx.database).contains(id)};
    context.team.refresh_after(tx);
    return http::Reply([&context, id, view] { return show_member(context, id, view); });
  }});
}

Result<http::Plan> MemberRoutes::remove_member(const http::Request& request, const Caller& caller) {
  if (auto allowed = require_admin(caller); !allowed) return std::unexpected(std::move(allowed.error()));
  const auto id = request.id<MemberId>("id");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Write{[&context = context_, caller, id = *id](db::Tx& tx) -> Result<http::Reply> {
    const auto email = email_of(*Directory::load(tx.database), id);
    if (auto removed = team::remove_member(tx, caller.member.id, id); !removed) return std::unexpected(std::move(removed.error()));
    audit::record(tx, caller.actor(), {.name = audit::kMemberRemoved, .subject = email});
    context.team.refresh_after(tx);
    return http::Reply(http::no_content);
  }});
}

}  // namespace seggwat::team
