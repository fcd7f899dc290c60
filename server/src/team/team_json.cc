#include "team/team_json.h"

namespace seggwat::team {
namespace {

json::value text_or_null(const std::optional<std::string>& text) {
  if (!text || text->empty()) return nullptr;
  return json::string(*text);
}

json::value projects_json(const std::optional<std::vector<ProjectId>>& projects) {
  if (!projects) return nullptr;
  json::array ids;
  for (const auto& project : *projects) ids.emplace_back(to_string(project));
  return ids;
}

}  // namespace

json::value time_or_null(const std::optional<Instant>& at) {
  if (!at) return nullptr;
  return json::string(to_rfc3339(*at));
}

json::object me_json(const Directory& directory, const Member& member) {
  const auto& organisation = directory.organisation();
  return {{"user_id", to_string(member.id)},
          {"email", member.email},
          {"display_name", text_or_null(member.name)},
          {"org_id", organisation ? json::value(to_string(organisation->id)) : json::value(nullptr)},
          {"org_name", organisation ? json::value(organisation->name) : json::value(nullptr)},
          {"role", to_text(member.role)},
          {"projects", projects_json(member.projects)},
          {"locale", text_or_null(member.locale)}};
}

json::object member_json(const Member& member, const MemberView& view) {
  json::object shown{{"id", to_string(member.id)},
                     {"name", text_or_null(member.name)},
                     {"email", member.email},
                     {"role", to_text(member.role)},
                     {"projects", projects_json(member.projects)},
                     {"joined_at", to_rfc3339(member.joined_at)},
                     {"last_seen_at", time_or_null(view.last_seen_at)},
                     {"online", view.online}};
  if (view.two_factor) shown["two_factor"] = *view.two_factor;
  return shown;
}

json::object invitation_json(const Invitation& invitation, Instant now) {
  return {{"id", to_string(invitation.id)},
          {"email", invitation.email},
          {"role", to_text(invitation.role)},
          {"projects", projects_json(invitation.projects)},
          {"status", invitation.is_expired(now) ? "expired" : "pending"},
          {"invited_by", text_or_null(invitation.inviter)},
          {"created_at", to_rfc3339(invitation.created_at)},
          {"expires_at", to_rfc3339(invitation.expires_at)}};
}

json::object session_json(const SessionRecord& session, bool current) {
  return {{"id", to_string(session.id)},
          {"created_at", to_rfc3339(session.created_at)},
          {"last_seen_at", to_rfc3339(session.last_seen_at)},
          {"address", session.address},
          {"user_agent", session.user_agent},
          {"current", current}};
}

json::object key_json(const ApiKey& key) {
  return {{"id", to_string(key.id)},
          {"label", key.label},
          {"prefix", key.prefix},
          {"created_at", to_rfc3339(key.created_at)},
          {"last_used_at", time_or_null(key.last_used_at)},
          {"revoked_at", time_or_null(key.revoked_at)},
          {"created_by", text_or_null(key.created_by)}};
}

}  // namespace seggwat::team
