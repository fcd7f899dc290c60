#include "conversations/tag_routes.h"

#include "audit/acts.h"
#include "audit/audit.h"
#include "conversations/tag_store.h"

namespace seggwat::conversations {
namespace {

json::object to_json(const Tag& tag, std::int64_t threads) {
  return {{"id", to_string(tag.id)},
          {"name", tag.name},
          {"color", tag.color},
          {"threads", threads},
          {"created_at", to_rfc3339(tag.created_at)}};
}

Result<TagDraft> read_draft(const http::Request& request) {
  const auto object = request.json();
  if (!object) return std::unexpected(object.error());
  Fields fields(*object);
  const auto name = fields.text("name");
  TagDraft draft{.color = fields.text("color")};
  if (draft.color && !parse_tag_color(*draft.color)) {
    fields.refuse("color", "must be blue, green, amber, red, violet, orange, teal, pink or grey.");
  }
  if (auto status = fields.status(); !status) return std::unexpected(status.error());
  if (!name) return draft;
  auto checked = check_tag_name(*name);
  if (!checked) return std::unexpected(checked.error());
  draft.name = std::move(*checked);
  return draft;
}

Status require_admin(const team::Caller& caller) {
  if (caller.member.is_admin()) return {};
  return forbidden("Only Owners and Admins may rename or remove tags.");
}

void note_change(db::Tx& tx, const audit::Actor& actor, const Tag& before, const Tag& now) {
  audit::Act act{.name = audit::kTagChanged, .project = now.project, .subject = before.name};
  if (now.name != before.name) act.details["name"] = now.name;
  if (now.color != before.color) act.details["color"] = now.color;
  if (!act.details.empty()) audit::record(tx, actor, act);
}

}  // namespace

Result<TagRoutes::Target> TagRoutes::target_of(const http::Request& request, const team::Caller& caller) const {
  const auto project = parts_.project_for(caller, request.param("id"));
  if (!project) return std::unexpected(project.error());
  if (auto allowed = require_admin(caller); !allowed) return std::unexpected(allowed.error());
  const auto tag = request.id<TagId>("tag");
  if (!tag) return std::unexpected(tag.error());
  return Target{*project, *tag};
}

Result<http::Plan> TagRoutes::list_tags(const http::Request& request, const team::Caller& caller) const {
  const auto project = parts_.project_for(caller, request.param("id"));
  if (!project) return std::unexpected(project.error());
  return http::Read{[project = *project](db::Database& database) -> Result<http::Plan> {
    json::array tags;
    for (const auto& [tag, threads] : store::list_tags(database, project)) tags.emplace_back(to_json(tag, threads));
    return http::ok(json::object{{"tags", std::move(tags)}});
  }};
}

Result<http::Plan> TagRoutes::create_tag(const http::Request& request, const team::Caller& caller) const {
  const auto project = parts_.project_for(caller, request.param("id"));
  if (!project) return std::unexpected(project.error());
  auto draft = read_draft(request);
  if (!draft) return std::unexpected(draft.error());
  return http::Write{[this, project = *project, draft = std::move(*draft)](db::Tx& tx) -> Result<http::Reply> {
    auto tag = tags_.create(tx, project, draft);
    if (!tag) return std::unexpected(tag.error());
    return http::Reply{[tag = std::move(*tag)] { return http::created(to_json(tag, 0)); }};
  }};
}

Result<http::Plan> TagRoutes::change_tag(const http::Request& request, const team::Caller& caller) const {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  auto draft = read_draft(request);
  if (!draft) return std::unexpected(draft.error());
  return http::Write{
      [this, target = *target, actor = caller.actor(), draft = std::move(*draft)](db::Tx& tx) -> Result<http::Reply> {
        const auto before = store::find_tag(tx.database, target.project, target.tag);
        auto tag = tags_.change(tx, target.project, target.tag, draft);
        if (!tag) return std::unexpected(tag.error());
        note_change(tx, actor, *before, *tag);
        const auto threads = store::count_threads_with(tx.database, target.tag);
        return http::Reply{[tag = std::move(*tag), threads] { return http::ok(to_json(tag, threads)); }};
      }};
}

Result<http::Plan> TagRoutes::remove_tag(const http::Request& request, const team::Caller& caller) const {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  return http::Write{[this, target = *target, actor = caller.actor()](db::Tx& tx) -> Result<http::Reply> {
    const auto before = store::find_tag(tx.database, target.project, target.tag);
    if (auto removed = tags_.remove(tx, target.project, target.tag); !removed) return std::unexpected(removed.error());
    audit::record(tx, actor, {.name = audit::kTagRemoved, .project = target.project, .subject = before->name});
    tx.after_commit(parts_.removed);
    return http::Reply{[] { return http::no_content(); }};
  }};
}

}  // namespace seggwat::conversations
