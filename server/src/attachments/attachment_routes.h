#pragma once

#include <functional>
#include <optional>
#include <string>

#include "attachments/attachments.h"
#include "attachments/file_links.h"
#include "http/plan.h"
#include "team/member.h"

namespace seggwat::attachments {

// What uploads need of others. Wired by app/.
struct AttachmentParts {
  // The project named in the path (id or key), if the caller may see it; else 404. On the event loop.
  std::function<Result<ProjectId>(const team::Caller&, std::string_view id_or_key)> project_for;
  std::function<std::optional<end_users::UserKey>(db::Database&, const end_users::EndUser&)> find_user;
  // In the write lane: makes the user's row when they have none yet.
  std::function<end_users::UserKey(db::Tx&, const end_users::EndUser&)> remember_user;
  std::function<std::optional<end_users::UserKey>(db::Database&, const ProjectId&, const ThreadId&)> user_of_thread;
};

// Uploads, as multipart/form-data with one part `file`, and downloads by signed links.
class AttachmentRoutes {
 public:
  AttachmentRoutes(const Attachments& attachments, const DiskFiles& files, const FileLinks& links, AttachmentParts parts)
      : attachments_(attachments), files_(files), links_(links), parts_(std::move(parts)) {}

  // Both take the body out of the request.
  Result<http::Plan> upload_from_user(http::Request& request, const end_users::EndUser& user) const;
  Result<http::Plan> upload_from_member(http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> download(const http::Request& request) const;
  Result<http::Plan> show_usage(const http::Request& request, const team::Caller& caller) const;

 private:
  struct Form {
    std::string boundary;
    std::string body;
  };
  using FindOwner = std::function<Result<Sender>(db::Tx&)>;

  static Result<Form> take_form(http::Request& request);
  // Work lane, then write lane.
  http::Plan keep(Form form, FindOwner find_sender) const;
  http::Write add(const Upload& upload, const FindOwner& find_sender) const;

  const Attachments& attachments_;
  const DiskFiles& files_;
  const FileLinks& links_;
  AttachmentParts parts_;
};

}  // namespace seggwat::attachments
