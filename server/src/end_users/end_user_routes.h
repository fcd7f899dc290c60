#pragma once

#include <functional>
#include <optional>

#include "end_users/end_user.h"
#include "end_users/kept_out.h"
#include "http/plan.h"
#include "team/member.h"

namespace seggwat::end_users {

// The project of a path's {id}, as this member may see it; else 404.
using LoadProject = std::function<Result<ProjectId>(const team::Member&, std::string_view id_or_key)>;
// What a user has told of themselves and where they are, for their thread, if there is one. app/ wires it to the conversations;
// runs inside the write.
using ProfileSink = std::function<void(db::Tx&, const Remembered&, const std::optional<Page>&)>;
// The user a thread of this project belongs to; nothing when there is no such thread. Runs inside the write.
using UserOfThread = std::function<std::optional<UserKey>(db::Database&, const ProjectId&, const ThreadId&)>;
// Told on the loop after the commit, so that open streams end with `expired {signed_out}`.
using SignedOut = std::function<void(const ProjectId&, const std::string& sub)>;
// Told on the loop after the commit that somebody is to be erased: their streams begin anew, and the work goes on by itself.
using Erased = std::function<void(const ProjectId&, const std::string& sub)>;

// The user of a thread was blocked or unblocked. Runs inside the write.
using AccessChanged = std::function<void(db::Tx&, const ThreadId&)>;

class EndUserRoutes {
 public:
  struct Parts {
    KeptOutList& kept_out;
    LoadProject load_project;
    ProfileSink told;
    UserOfThread user_of_thread;
    SignedOut signed_out;
    AccessChanged access_changed;
    Erased erased;
    Random& random;
  };
  explicit EndUserRoutes(Parts parts) : parts_(std::move(parts)) {}

  // PUT /chat/profile {email?, locale?, timezone?, attributes?, page?} → 204.
  Result<http::Plan> save_profile(const http::Request& request, const EndUser& user);
  // POST /projects/{id}/threads/{tid}/sign-out → 204.
  Result<http::Plan> sign_out(const http::Request& request, const team::Caller& caller);
  // POST /projects/{id}/threads/{tid}/block and /unblock → 204. In force when it is answered; a repetition changes nothing.
  Result<http::Plan> block(const http::Request& request, const team::Caller& caller);
  Result<http::Plan> unblock(const http::Request& request, const team::Caller& caller);
  // POST /projects/{id}/threads/{tid}/erase {confirm} → 202. `confirm` is the user's id.
  Result<http::Plan> erase(const http::Request& request, const team::Caller& caller);

 private:
  Result<http::Plan> set_access(const http::Request& request, const team::Caller& caller, Access access);

  Parts parts_;
};

}  // namespace seggwat::end_users
