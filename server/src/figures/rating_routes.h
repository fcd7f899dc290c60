#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "end_users/end_user.h"
#include "figures/episodes.h"
#include "http/plan.h"
#include "http/request.h"
#include "team/member.h"

namespace seggwat::figures {

// What is said about single conversations: by their user, to the team.
class RatingRoutes {
 public:
  struct Parts {
    const Episodes& episodes;
    // Nothing while the user has not written.
    std::function<std::optional<Conversation>(db::Database&, const end_users::EndUser&)> conversation_of;
    // Whether users of the project are asked; on the event loop.
    std::function<bool(const ProjectId&)> asks;
    std::function<Result<ProjectId>(const team::Caller&, std::string_view id_or_key)> project_for;
    std::function<bool(db::Database&, const ProjectId&, const ThreadId&)> has_thread;
  };
  explicit RatingRoutes(Parts parts) : parts_(std::move(parts)) {}

  // GET /chat/rating → {rating: {seq, score, comment} or null when there is nothing to rate now}.
  Result<http::Plan> show_own(const http::Request& request, const end_users::EndUser& user);
  // PUT /chat/rating {score, comment?, seq?} → the same. 403 `rating_disabled`, 409 `rating_closed`.
  Result<http::Plan> rate(const http::Request& request, const end_users::EndUser& user);
  // GET /projects/{id}/threads/{tid}/ratings → {ratings}, newest first.
  Result<http::Plan> list_ratings(const http::Request& request, const team::Caller& caller);

 private:
  Parts parts_;
};

}  // namespace seggwat::figures
