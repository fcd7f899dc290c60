#pragma once

#include <functional>

#include "base/random.h"
#include "http/plan.h"
#include "http/request.h"
#include "saved_replies/saved_replies.h"
#include "team/member.h"

namespace seggwat::saved_replies {

class SavedReplyRoutes {
 public:
  struct Parts {
    Random& random;
    // On the event loop.
    std::function<bool(const ProjectId&)> project_exists;
    // The member as a write job finds them, whose role may have changed since the request came.
    std::function<Result<team::Member>(db::Tx&, const MemberId&)> load_member;
  };
  explicit SavedReplyRoutes(Parts parts) : parts_(std::move(parts)) {}

  Result<http::Plan> list_replies(const http::Request& request, const team::Caller& caller) const;  // GET /saved-replies
  Result<http::Plan> create_reply(const http::Request& request, const team::Caller& caller) const;  // POST /saved-replies
  Result<http::Plan> change_reply(const http::Request& request, const team::Caller& caller) const;  // PATCH /saved-replies/{id}
  Result<http::Plan> delete_reply(const http::Request& request, const team::Caller& caller) const;  // DELETE /saved-replies/{id}

 private:
  Status check_project(const team::Caller& caller, const std::optional<ProjectId>& project) const;

  Parts parts_;
};

}  // namespace seggwat::saved_replies
