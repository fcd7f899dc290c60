#pragma once

#include <functional>
#include <string>

#include "attachments/file_links.h"
#include "conversations/conversations.h"
#include "http/plan.h"
#include "search/finder.h"
#include "team/member.h"

namespace seggwat::conversations {

enum class Looking { viewing, replying, gone };

// What the team's calls need of others. Wired by app/; all on the event loop.
struct ThreadParts {
  const attachments::FileLinks& links;
  // The project named in the path (id or key), if the caller may see it; else 404.
  std::function<Result<ProjectId>(const team::Caller&, std::string_view id_or_key)> project_for;
  // Every project the caller may see.
  std::function<std::vector<ProjectId>(const team::Caller&)> projects_of;
  search::Find find;
  // 429 when this member searches too much.
  std::function<Status(const team::Caller&)> take_search;
  // 400 when this member cannot see the project.
  std::function<Status(const MemberId&, const ProjectId&)> check_assignee;
  std::function<void(const team::Member&, const Thread&)> typing;
  std::function<void(const team::Member&, const Thread&, Looking)> look;
};

// The calls under /api/v1/projects/{id}/threads that members and their API keys make, and the inbox of all their projects.
class ThreadRoutes {
 public:
  ThreadRoutes(const Conversations& conversations, ThreadParts parts) : conversations_(conversations), parts_(std::move(parts)) {}

  Result<http::Plan> list_threads(const http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> list_all_threads(const http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> show_thread(const http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> change_thread(const http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> list_messages(const http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> post_message(const http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> unsend_message(const http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> mark_read(const http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> mark_unread(const http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> note_typing(const http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> note_presence(const http::Request& request, const team::Caller& caller) const;

 private:
  struct Target {
    ProjectId project;
    ThreadId thread;
  };
  Result<http::Plan> list_in(const http::Request& request, const team::Caller& caller, std::vector<ProjectId> projects) const;
  Result<Target> target_of(const http::Request& request, const team::Caller& caller) const;
  // Finds the thread, then does `then` on the event loop and answers 204.
  Result<http::Plan> on_loop(const Target& target, std::function<void(const Thread&)> then) const;

  const Conversations& conversations_;
  ThreadParts parts_;
};

}  // namespace seggwat::conversations
