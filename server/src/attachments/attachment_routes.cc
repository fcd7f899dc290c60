#include "attachments/attachment_routes.h"

#include <algorithm>
#include <utility>

#include "attachments/attachment_store.h"
#include "attachments/attachment_view.h"
#include "http/multipart.h"
#include "http/serve_file.h"

namespace seggwat::attachments {
namespace {

constexpr std::size_t kPartsTaken = 4;
constexpr Seconds kLongestKept{3600};

std::unexpected<Error> link_invalid() {
  return fail(ErrorKind::forbidden, "link_invalid", "This link is wrong or has expired. Open the conversation for a fresh one.");
}

Result<Upload> receive(const Attachments& attachments, std::string_view body, std::string_view boundary) {
  const auto parts = http::parse_multipart(body, boundary, kPartsTaken);
  if (!parts) return std::unexpected(parts.error());
  const auto* file = http::find_part(*parts, "file");
  if (file == nullptr || !file->filename) return invalid("file_missing", "Send the file as a form's part called `file`.");
  return attachments.receive(file->content, *file->filename);
}

http::Response dress(http::Response response, const Attachment& attachment, Seconds good_for) {
  const bool is_error = response.status >= 400;
  response.set("Cross-Origin-Resource-Policy", "cross-origin");  // pages that isolate themselves show it too
  if (is_error) return response;
  response.set("Content-Type", attachment.type);
  response.set("Content-Disposition",
               http::content_disposition(is_shown_inline(attachment.type) ? "inline" : "attachment", attachment.name));
  response.set("Content-Security-Policy", "sandbox");
  response.set("Referrer-Policy", "no-referrer");
  response.set("Cache-Control", "private, immutable, max-age=" + std::to_string(std::min(good_for, kLongestKept).count()));
  return response;
}

}  // namespace

Result<AttachmentRoutes::Form> AttachmentRoutes::take_form(http::Request& request) {
  auto boundary = http::read_boundary(request.header("Content-Type").value_or(""));
  if (!boundary) return std::unexpected(boundary.error());
  return Form{std::move(*boundary), std::move(request.body)};
}

Result<http::Plan> AttachmentRoutes::upload_from_user(http::Request& request, const end_users::EndUser& user) const {
  auto form = take_form(request);
  if (!form) return std::unexpected(form.error());
  const auto size = static_cast<std::int64_t>(form->body.size());
  return http::Read{[this, user, size, form = std::move(*form)](db::Database& database) mutable -> Result<http::Plan> {
    const auto room = attachments_.check_room(database, user.project, parts_.find_user(database, user), size);
    if (!room) return std::unexpected(room.error());
    return keep(std::move(form), [this, user](db::Tx& tx) -> Result<Sender> {
      return Sender{user.project, parts_.remember_user(tx, user), std::nullopt};
    });
  }};
}

Result<http::Plan> AttachmentRoutes::upload_from_member(http::Request& request, const team::Caller& caller) const {
  const auto project = parts_.project_for(caller, request.param("id"));
  if (!project) return std::unexpected(project.error());
  const auto thread = request.id<ThreadId>("tid");
  if (!thread) return std::unexpected(thread.error());
  auto form = take_form(request);
  if (!form) return std::unexpected(form.error());
  const auto size = static_cast<std::int64_t>(form->body.size());
  return http::Read{[this, size, project = *project, thread = *thread, member = caller.member.id,
                     form = std::move(*form)](db::Database& database) mutable -> Result<http::Plan> {
    const auto user = parts_.user_of_thread(database, project, thread);
    if (!user) return not_found();
    if (auto room = attachments_.check_room(database, project, *user, size); !room) return std::unexpected(room.error());
    return keep(std::move(form), [this, project, thread, member](db::Tx& tx) -> Result<Sender> {
      const auto owner = parts_.user_of_thread(tx.database, project, thread);
      if (!owner) return not_found();
      return Sender{project, *owner, member};
    });
  }};
}

http::Plan AttachmentRoutes::keep(Form form, FindOwner find_sender) const {
  return http::Work{[this, form = std::move(form), find_sender = std::move(find_sender)]() mutable -> Result<http::Plan> {
    const auto upload = receive(attachments_, form.body, form.boundary);
    form = {};
    if (!upload) return std::unexpected(upload.error());
    return add(*upload, find_sender);
  }};
}

http::Write AttachmentRoutes::add(const Upload& upload, const FindOwner& find_sender) const {
  return {[this, upload, find_sender](db::Tx& tx) -> Result<http::Reply> {
    const auto sender = find_sender(tx);
    if (!sender) return std::unexpected(sender.error());
    auto added = attachments_.add(tx, *sender, upload);
    if (!added) return std::unexpected(added.error());
    return [this, added = std::move(*added)] { return http::created(view_of(added, links_)); };
  }};
}

Result<http::Plan> AttachmentRoutes::download(const http::Request& request) const {
  const auto id = request.id<AttachmentId>("id");
  if (!id) return std::unexpected(id.error());
  const auto good_for = links_.check(*id, request.query_value("exp").value_or(""), request.query_value("sig").value_or(""));
  if (!good_for) return link_invalid();
  return http::Read{
      [this, id = *id, good_for = *good_for, wish = http::FileWish::of(request)](db::Database& database) -> Result<http::Plan> {
        const auto found = store::find_readable(database, id);
        if (!found) return not_found();
        auto response = http::serve_file(files_.path_of(found->hash), "\"" + to_hex(found->hash).substr(0, 32) + "\"", wish);
        if (!response) return std::unexpected(response.error());
        return dress(std::move(*response), found->attachment, good_for);
      }};
}

Result<http::Plan> AttachmentRoutes::show_usage(const http::Request& request, const team::Caller& caller) const {
  const auto project = parts_.project_for(caller, request.param("id"));
  if (!project) return std::unexpected(project.error());
  return http::Read{[this, project = *project](db::Database& database) -> Result<http::Plan> {
    const auto usage = attachments_.usage_of(database, project);
    return http::ok(json::object{{"files", usage.files}, {"bytes", usage.bytes}, {"quota", usage.quota}});
  }};
}

}  // namespace seggwat::attachments
