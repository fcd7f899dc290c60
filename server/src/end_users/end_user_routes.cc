#include "end_users/end_user_routes.h"

#include "audit/acts.h"
#include "end_users/end_user_store.h"
#include "end_users/end_users.h"
#include "end_users/eraser.h"
#include "end_users/profile.h"

namespace seggwat::end_users {

Result<http::Plan> EndUserRoutes::save_profile(const http::Request& request, const EndUser& user) {
  if (request.body.size() > kProfileBytes) return fail(ErrorKind::too_large, "too_large", "A profile may have at most 8 KiB.");
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  auto update = read_profile(*body, request);
  if (!update) return std::unexpected(std::move(update.error()));
  return http::Write{[this, user, update = std::move(*update)](db::Tx& tx) -> Result<http::Reply> {
    parts_.told(tx, remember(tx, user, update.profile), update.page);
    return http::Reply{[] { return http::no_content(); }};
  }};
}

Result<http::Plan> EndUserRoutes::sign_out(const http::Request& request, const team::Caller& caller) {
  const auto project = parts_.load_project(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  const auto thread = request.id<ThreadId>("tid");
  if (!thread) return std::unexpected(thread.error());
  return http::Write{[this, actor = caller.actor(), project = *project, thread = *thread](db::Tx& tx) -> Result<http::Reply> {
    const auto key = parts_.user_of_thread(tx.database, project, thread);
    const auto user = key ? find_user(tx.database, *key) : std::nullopt;
    if (!user) return not_found();
    end_users::sign_out(tx, *key);
    audit::record(tx, actor, {.name = audit::kUserSignedOut, .project = project, .thread = thread});
    parts_.kept_out.refresh(tx);
    tx.after_commit([this, project, sub = user->sub] { parts_.signed_out(project, sub); });
    return http::Reply{[] { return http::no_content(); }};
  }};
}

Result<http::Plan> EndUserRoutes::block(const http::Request& request, const team::Caller& caller) {
  return set_access(request, caller, Access::blocked);
}

Result<http::Plan> EndUserRoutes::unblock(const http::Request& request, const team::Caller& caller) {
  return set_access(request, caller, Access::open);
}

Result<http::Plan> EndUserRoutes::set_access(const http::Request& request, const team::Caller& caller, Access access) {
  const auto project = parts_.load_project(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  const auto thread = request.id<ThreadId>("tid");
  if (!thread) return std::unexpected(thread.error());
  return http::Write{[this, project = *project, thread = *thread, access, actor = caller.actor(),
                      by = caller.member.id](db::Tx& tx) -> Result<http::Reply> {
    const auto key = parts_.user_of_thread(tx.database, project, thread);
    if (!key) return not_found();
    if (end_users::set_access(tx, *key, access, by)) {
      parts_.kept_out.refresh(tx);
      parts_.access_changed(tx, thread);
      const auto act = access == Access::blocked ? audit::kUserBlocked : audit::kUserUnblocked;
      audit::record(tx, actor, {.name = act, .project = project, .thread = thread});
    }
    return http::Reply{[] { return http::no_content(); }};
  }};
}

Result<http::Plan> EndUserRoutes::erase(const http::Request& request, const team::Caller& caller) {
  const auto project = parts_.load_project(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  if (!caller.member.is_admin()) return forbidden("Only Owners and Admins may erase a person.");
  const auto thread = request.id<ThreadId>("tid");
  if (!thread) return std::unexpected(thread.error());
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  const auto confirm = fields.required_text("confirm");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return http::Write{
      [this, actor = caller.actor(), project = *project, thread = *thread, confirm](db::Tx& tx) -> Result<http::Reply> {
        const auto key = parts_.user_of_thread(tx.database, project, thread);
        const auto user = key ? find_user(tx.database, *key) : std::nullopt;
        if (!user) return not_found();
        if (user->sub != confirm)
          return fail(ErrorKind::conflict, "not_confirmed", "`confirm` must be the id of the user to erase.");
        make_nameless(tx, *key, parts_.random);
        erasure::begin(tx, {project, user->sub, key->value, thread}, parts_.random);
        audit::record(tx, actor, {.name = audit::kPersonErased, .project = project, .thread = thread});
        parts_.kept_out.refresh(tx);
        tx.after_commit([this, project, sub = user->sub] { parts_.erased(project, sub); });
        return http::Reply{[] { return http::json_response(202, json::object{}); }};
      }};
}

}  // namespace seggwat::end_users
