#include "saved_replies/saved_reply_routes.h"

#include "audit/acts.h"
#include "audit/audit.h"
#include "http/response.h"
#include "saved_replies/saved_reply_json.h"

namespace seggwat::saved_replies {
namespace {

// What somebody does with their own is nobody's business.
void note(db::Tx& tx, const audit::Actor& actor, std::string_view act, const SavedReply& reply) {
  if (reply.scope() == Scope::shared) audit::record(tx, actor, {.name = act, .project = reply.project, .subject = reply.shortcut});
}

}  // namespace

Status SavedReplyRoutes::check_project(const team::Caller& caller, const std::optional<ProjectId>& project) const {
  if (!project || (caller.member.may_see(*project) && parts_.project_exists(*project))) return {};
  return invalid("invalid_field", "`project_id` must be a project that you see.");
}

Result<http::Plan> SavedReplyRoutes::list_replies(const http::Request&, const team::Caller& caller) const {
  return http::Plan(http::Read{[member = caller.member](db::Database& database) -> Result<http::Plan> {
    json::array replies;
    for (const auto& reply : list_for(database, member)) replies.push_back(to_json(reply));
    return http::Plan(http::ok({{"saved_replies", std::move(replies)}}));
  }});
}

Result<http::Plan> SavedReplyRoutes::create_reply(const http::Request& request, const team::Caller& caller) const {
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  const auto wanted = read_wanted(*body);
  if (!wanted) return std::unexpected(wanted.error());
  if (auto seen = check_project(caller, wanted->project); !seen) return std::unexpected(std::move(seen.error()));
  return http::Plan(http::Write{[this, id = caller.member.id, wanted = *wanted](db::Tx& tx) -> Result<http::Reply> {
    const auto member = parts_.load_member(tx, id);
    if (!member) return std::unexpected(member.error());
    const auto made = saved_replies::create(tx, parts_.random, *member, wanted);
    if (!made) return std::unexpected(made.error());
    return http::Reply([made = *made] { return http::created({{"saved_reply", to_json(made)}}); });
  }});
}

Result<http::Plan> SavedReplyRoutes::change_reply(const http::Request& request, const team::Caller& caller) const {
  const auto id = request.id<SavedReplyId>("id");
  if (!id) return std::unexpected(id.error());
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  const auto change = read_change(*body);
  if (!change) return std::unexpected(change.error());
  if (auto seen = check_project(caller, change->project); !seen) return std::unexpected(std::move(seen.error()));
  return http::Plan(http::Write{
      [this, by = caller.member.id, actor = caller.actor(), id = *id, change = *change](db::Tx& tx) -> Result<http::Reply> {
        const auto member = parts_.load_member(tx, by);
        if (!member) return std::unexpected(member.error());
        const auto changed = saved_replies::change(tx, *member, id, change);
        if (!changed) return std::unexpected(changed.error());
        note(tx, actor, audit::kSavedReplyChanged, *changed);
        return http::Reply([changed = *changed] { return http::ok({{"saved_reply", to_json(changed)}}); });
      }});
}

Result<http::Plan> SavedReplyRoutes::delete_reply(const http::Request& request, const team::Caller& caller) const {
  const auto id = request.id<SavedReplyId>("id");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Write{[this, by = caller.member.id, actor = caller.actor(), id = *id](db::Tx& tx) -> Result<http::Reply> {
    const auto member = parts_.load_member(tx, by);
    if (!member) return std::unexpected(member.error());
    const auto removed = saved_replies::remove(tx, *member, id);
    if (!removed) return std::unexpected(removed.error());
    note(tx, actor, audit::kSavedReplyRemoved, *removed);
    return http::Reply(http::no_content);
  }});
}

}  // namespace seggwat::saved_replies
