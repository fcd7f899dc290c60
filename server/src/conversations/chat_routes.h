#pragma once

#include <functional>
#include <string>
#include <vector>

#include "attachments/file_links.h"
#include "conversations/conversations.h"
#include "end_users/end_user.h"
#include "http/plan.h"

namespace seggwat::conversations {

struct TeamFace {
  bool online = false;
  std::vector<std::string> names;
  bool sends_mail = false;  // replies to users who left
};

// What a chat session shows besides the conversation itself. Wired by app/.
struct ChatParts {
  const attachments::FileLinks& links;
  // On the event loop.
  std::function<TeamFace(const ProjectId&)> team_of;
  // The user is typing; on the event loop.
  std::function<void(const ProjectId&, const std::string& sub, const ThreadId&, const std::string& name)> typing;
  // The head of the user's view, as cursor text; within a read snapshot.
  std::function<std::string(db::Database&, const ProjectId&, const std::string& sub)> cursor_of;
  // Whom a conversation that begins may be given to; on the event loop.
  std::function<std::vector<Candidate>(const ProjectId&)> candidates_for;
  // The user was given the members' messages up to `seq`. Any thread.
  std::function<void(const ThreadId&, std::int64_t seq)> delivered;
};

// The calls under /api/v1/chat that a verified user makes.
class ChatRoutes {
 public:
  ChatRoutes(const Conversations& conversations, ChatParts parts) : conversations_(conversations), parts_(std::move(parts)) {}

  Result<http::Plan> show_session(const http::Request& request, const end_users::EndUser& user) const;
  Result<http::Plan> list_messages(const http::Request& request, const end_users::EndUser& user) const;
  Result<http::Plan> post_message(const http::Request& request, const end_users::EndUser& user) const;
  Result<http::Plan> unsend_message(const http::Request& request, const end_users::EndUser& user) const;
  Result<http::Plan> mark_read(const http::Request& request, const end_users::EndUser& user) const;
  Result<http::Plan> note_typing(const http::Request& request, const end_users::EndUser& user) const;

 private:
  void note_delivered(const ThreadId& thread, const std::vector<Message>& messages) const;

  const Conversations& conversations_;
  ChatParts parts_;
};

}  // namespace seggwat::conversations
